-- A photo is shown as soon as its smallest version is made; a job makes the others (app/platform/images/README.md).
alter table stored_file
  add column avif boolean not null default false,
  add column pending boolean not null default false,
  -- measured at 480 pixels wide; null for those that came before
  add column luminance smallint check (luminance between 0 and 255),
  add column sharpness integer check (sharpness >= 0);
create index stored_file_pending on stored_file (id) where pending;

-- A photo on its way, part by part: what has arrived survives a cut. The id is made by whoever sends.
create table photo_upload (
  organisation_id bigint not null references organisation,
  public_id uuid not null,
  lot_id bigint not null references lot,
  bytes bigint not null check (bytes > 0),
  received bigint not null default 0,
  -- where each part begins
  parts bigint[] not null default '{}',
  photo_public_id uuid,
  created_by bigint references person,
  created_at timestamptz not null default ledger.clock(),
  primary key (organisation_id, public_id),
  constraint photo_upload_received check (received between 0 and bytes)
);
create index photo_upload_created on photo_upload (created_at);

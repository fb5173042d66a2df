-- Diagnosis files: what was sent, by whom, how far its reading is, and each of its lines.
create table diagnosis (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  organisation_id bigint not null references organisation, site_id bigint not null,
  file_name text not null check (length(file_name) between 1 and 200),
  kind text not null check (kind in ('csv', 'xlsx')),
  bytes bigint not null check (bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  state text not null default 'waiting' check (state in
    ('waiting', 'reading', 'read', 'refused', 'cancelled', 'accepting', 'accepted', 'withdrawing', 'withdrawn')),
  -- why the file is refused, or what stopped its acceptance: a code and its facts
  problem text check (length(problem) <= 40), problem_facts jsonb,
  -- encoding, delimiter, sheet, line of the header
  dialect jsonb,
  -- [{header, field, factor}] in the order of the file
  columns jsonb,
  per_mille integer not null default 0 check (per_mille between 0 and 1000),
  rows integer not null default 0, skipped integer not null default 0,
  accepted integer not null default 0, questions integer not null default 0, refused integer not null default 0,
  -- lines that wait for a person to say what they are
  guesses integer not null default 0,
  -- the run that works on it, and its last sign of life: another takes over when it is silent
  runner uuid, beat_at timestamptz,
  created_by bigint references person, created_at timestamptz not null default ledger.clock(),
  read_at timestamptz,
  accepted_by bigint references person, accepted_at timestamptz,
  withdrawn_by bigint references person, withdrawn_at timestamptz,
  -- the original left storage (decision 27)
  dropped_at timestamptz,
  foreign key (organisation_id, site_id) references site (organisation_id, id)
);
create index diagnosis_site on diagnosis (site_id, id desc);
create index diagnosis_busy on diagnosis (beat_at) where state in ('waiting', 'reading', 'accepting', 'withdrawing');

create table diagnosis_row (
  diagnosis_id bigint not null references diagnosis on delete cascade,
  -- the file's own line
  line integer not null check (line > 0),
  verdict text not null check (verdict in ('accepted', 'question', 'refused')),
  ref text not null check (length(ref) between 1 and 60),
  -- texts in the order of the 33 fields, corrections included; `corrected` keeps what the file said, by field
  cells jsonb not null, corrected jsonb,
  findings jsonb not null,
  -- a code of material_type: known to whoever writes it, a key per line would cost as much as the line
  type_code text, type_by text not null check (type_by in ('file', 'lot', 'person', 'guess', 'none')),
  alternatives text[] not null default '{}',
  lot_id bigint, outcome text check (outcome in ('created', 'updated', 'unchanged', 'moved', 'protected', 'kept')),
  primary key (diagnosis_id, line),
  constraint diagnosis_row_bounded check (pg_column_size(cells) < 1000000 and pg_column_size(findings) < 100000)
);
create index diagnosis_row_lot on diagnosis_row (lot_id) where lot_id is not null;

-- What an organisation calls its columns; null: a column to leave out.
create table diagnosis_header (
  organisation_id bigint not null references organisation,
  header text not null check (length(header) between 1 and 120),
  field text check (length(field) <= 40),
  updated_at timestamptz not null default ledger.clock(),
  primary key (organisation_id, header)
);

-- A reference is one lot of its site: what a second file looks for.
create index lot_pemd_ref on lot (site_id, pemd_ref) where pemd_ref is not null;

-- Work to do wakes a job, in the transaction that asks for it.
create function public.diagnosis_wakes_a_job() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform graphile_worker.add_job('diagnosis', json_build_object('diagnosis', new.id),
    job_key => 'diagnosis:' || new.id, max_attempts => 5);
  return null;
end $$;
create trigger diagnosis_wakes_a_job after insert or update of state on diagnosis
  for each row when (new.state in ('waiting', 'accepting', 'withdrawing')) execute function public.diagnosis_wakes_a_job();

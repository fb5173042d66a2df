-- Documents: what two people keep of a reservation and its hand-over, and an organisation of its year. A number is given once, in the
-- transaction that freezes what the document says (db/functions/documents.sql); the files are drawn from that alone, so a job killed
-- and run again draws the same bytes. Number (decision 24): year, sequence of the issuer in that year without a gap, 10 random signs.
create table document (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  kind text not null check (kind in ('slip', 'deed', 'removal', 'certificate', 'statement')),
  organisation_id bigint not null references organisation,
  -- the other side, and who holds title when it has an account of its own: they read it too
  taker_organisation_id bigint references organisation,
  title_organisation_id bigint references organisation,
  reservation_id bigint references ledger.reservation,
  -- the year a statement is about
  about_year integer check (about_year between 2000 and 2200),
  version integer not null check (version > 0),
  replaces_id bigint unique references document,
  year integer not null check (year between 2000 and 2200),
  sequence integer not null check (sequence > 0),
  number text not null unique check (number ~ '^[0-9]{4}-[0-9]{5,9}-[0-9A-HJKMNP-TV-Z]{10}$'),
  -- all that is printed; `core` is what a new version is made for
  facts jsonb not null check (jsonb_typeof(facts -> 'core') = 'object'),
  made_at timestamptz not null default ledger.clock(),
  constraint document_about check ((kind = 'statement') = (reservation_id is null) and (kind = 'statement') = (about_year is not null)),
  constraint document_version check ((version = 1) = (replaces_id is null)),
  constraint document_numbered check (number like year || '-' || lpad(sequence::text, greatest(5, length(sequence::text)), '0') || '-%'),
  unique (organisation_id, year, sequence),
  unique nulls not distinct (kind, organisation_id, reservation_id, about_year, version)
);
create index document_reservation on document (reservation_id) where reservation_id is not null;
create index document_issuer on document (organisation_id, id desc);
create index document_taker on document (taker_organisation_id, id desc) where taker_organisation_id is not null;
create index document_title on document (title_organisation_id, id desc) where title_organisation_id is not null;

-- The last sequence given, by issuer and year: given with its document or not at all.
create table document_counter (
  organisation_id bigint not null references organisation, year integer not null,
  last integer not null check (last > 0),
  primary key (organisation_id, year)
);

-- A document as a file, one a language.
create table document_file (
  document_id bigint not null references document,
  locale text not null check (locale in ('fr', 'en')),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes > 0),
  stored_at timestamptz not null default ledger.clock(),
  primary key (document_id, locale)
);

create function public.document_is_for_life() returns trigger language plpgsql as $$
begin
  raise exception 'a document is never changed nor removed: a new version replaces it' using errcode = '23514', constraint = 'document_is_for_life';
end $$;
create trigger document_is_for_life before update or delete or truncate on document
  for each statement execute function public.document_is_for_life();
create trigger document_file_is_for_life before update or delete or truncate on document_file
  for each statement execute function public.document_is_for_life();
alter table document enable always trigger document_is_for_life;
alter table document_file enable always trigger document_file_is_for_life;

create function public.document_counter_goes_up() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' or (new.organisation_id, new.year) is distinct from (old.organisation_id, old.year) or new.last <> old.last + 1 then
    raise exception 'numbers of documents follow one another' using errcode = '23514', constraint = 'document_counter_goes_up';
  end if;
  return new;
end $$;
create trigger document_counter_goes_up before update or delete on document_counter
  for each row execute function public.document_counter_goes_up();
alter table document_counter enable always trigger document_counter_goes_up;

-- What a deed says, by who sells or gives, who receives, and whether there is a price: dated lines of db/reference/deeds.
create table deed_clause (
  id bigint generated always as identity primary key,
  code text not null check (code ~ '^[a-z][a-z0-9-]{0,59}$'),
  position integer not null,
  sellers text[] not null check (sellers <@ array['professional', 'public', 'private_person', 'entrusted'] and cardinality(sellers) > 0),
  takers text[] not null check (takers <@ array['professional', 'association', 'public', 'private_person'] and cardinality(takers) > 0),
  natures text[] not null check (natures <@ array['sale', 'gift'] and cardinality(natures) > 0),
  -- the legal lines it is about; null: all
  legal_lines text[] check (legal_lines <@ array['reemploi', 'reutilisation', 'other_use', 'new_surplus'] and cardinality(legal_lines) > 0),
  -- the guarantee against hidden defects is set aside by this clause
  without_guarantee boolean not null default false,
  -- the legal notice of conformity owed to a consumer
  conformity_notice boolean not null default false,
  title_fr text not null check (length(title_fr) between 1 and 160), title_en text not null check (length(title_en) between 1 and 160),
  text_fr text not null check (length(text_fr) between 1 and 6000), text_en text not null check (length(text_en) between 1 and 6000),
  basis_fr text not null check (length(basis_fr) between 1 and 400), basis_en text not null check (length(basis_en) between 1 and 400),
  source text not null check (length(source) between 1 and 400),
  valid_from date not null, valid_until date,
  constraint deed_clause_dates check (valid_until >= valid_from),
  constraint deed_clause_dated unique (code, valid_from),
  -- the law, whatever somebody writes in the file
  constraint deed_clause_guarantee check (not without_guarantee or not ('professional' = any (sellers) and 'private_person' = any (takers)))
);

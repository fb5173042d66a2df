-- The words people search by: to correct a slip of the pen and to suggest while typing. Learnt from the taxonomy and from the titles of
-- published lots by db/functions/search_words.sql; what a word means to the index is its lexeme.
create table search_word (
  -- lower case, no accents
  word text primary key check (length(word) between 2 and 40),
  -- as it was written, accents kept
  label text not null check (length(label) between 2 and 60),
  lexeme text not null,
  taxonomy boolean not null default false,
  -- lots whose title had it, as last counted: an order of magnitude, for ranking only
  lots integer not null default 0,
  pass integer not null default 0
);
create index search_word_prefix on search_word (word text_pattern_ops) include (label, lots);
create index search_word_trgm on search_word using gin (word gin_trgm_ops);

-- How far titles were read. A pass begins with the first lot published and drops, at its end, what no title says any more.
create table search_word_pass (
  only_row boolean primary key default true check (only_row),
  pass integer not null default 1,
  began_at timestamptz not null default clock_timestamp(),
  whole boolean not null default false,
  seen_at timestamptz not null default '-infinity', seen_lot bigint not null default 0
);
insert into search_word_pass default values;

-- What a type gives to the search of each of its lots, ready: a lot is inserted without cutting up its type's names again.
alter table material_type add column search tsvector not null default ''::tsvector;


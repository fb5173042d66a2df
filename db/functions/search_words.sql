-- Search: what a lot and its type are found by, and the words that correct and complete what is typed.

create or replace function public.type_search(t public.material_type) returns tsvector
language sql stable set search_path = public, pg_temp as $$
  select setweight(to_tsvector('public.fr', t.name_fr || ' ' || t.name_en), 'B')
      || setweight(to_tsvector('public.fr', array_to_string(t.synonyms_fr, ' ') || ' ' || f.name_fr || ' ' || f.name_en), 'C')
    from public.material_family f where f.code = t.family_code
$$;

create or replace function public.type_is_searchable() returns trigger language plpgsql as $$
begin
  new.search := coalesce(public.type_search(new), ''::tsvector);
  return new;
end $$;
create or replace trigger type_is_searchable before insert or update of name_fr, name_en, synonyms_fr, family_code on public.material_type
  for each row execute function public.type_is_searchable();

create or replace function public.family_is_searchable() returns trigger language plpgsql as $$
begin
  update public.material_type set name_fr = name_fr where family_code = new.code;
  return null;
end $$;
create or replace trigger family_is_searchable after update of name_fr, name_en on public.material_family
  for each row execute function public.family_is_searchable();

-- title, type, family, description: the same as cutting all of it up, with the type's part taken ready
create or replace function public.lot_is_searchable() returns trigger language plpgsql as $$
declare of_type tsvector;
begin
  select t.search into of_type from public.material_type t where t.code = new.type_code;
  new.search := setweight(to_tsvector('public.fr', new.title), 'A') || coalesce(of_type, ''::tsvector);
  if new.description <> '' then new.search := new.search || setweight(to_tsvector('public.fr', new.description), 'D'); end if;
  return new;
end $$;

-- The words of a text with the meaning the index gives them; stop words, numbers and single letters have none.
create or replace function public.words_in(p_text text) returns table (word text, label text)
language sql stable set search_path = public, pg_temp as $$
  select distinct on (plain(w)) plain(w), w
    from regexp_split_to_table(lower(p_text), '[^a-z0-9\u00df-\u024f]+') w
   where length(plain(w)) between 2 and 40 and plain(w) ~ '^[a-z][a-z0-9]*$'
   order by plain(w), w
$$;

create or replace function public.search_words_learn_taxonomy() returns void
language sql security definer set search_path = public, pg_temp as $$
  with said as (
    select w.word, min(w.label) as label from (
      select t.name_fr || ' ' || t.name_en || ' ' || array_to_string(t.synonyms_fr, ' ') as text from material_type t
      union all select name_fr || ' ' || name_en from material_family) s, words_in(s.text) w
     group by 1)
  insert into search_word as k (word, label, lexeme, taxonomy)
  select word, label, (tsvector_to_array(to_tsvector('public.fr', label)))[1], true from said
   where to_tsvector('public.fr', label) <> ''::tsvector
   order by word
  on conflict (word) do update set taxonomy = true, label = excluded.label, lexeme = excluded.lexeme
    where (k.taxonomy, k.label, k.lexeme) <> (true, excluded.label, excluded.lexeme)
$$;

create or replace function public.types_are_words() returns trigger language plpgsql as $$
begin
  perform public.search_words_learn_taxonomy();
  return null;
end $$;
create or replace trigger types_are_words after insert or update of name_fr, name_en, synonyms_fr on public.material_type
  for each statement execute function public.types_are_words();

-- Reads the titles of the next p_most lots published and open to everyone -> how many were read; 0 when there is nothing new. One caller at a time.
-- What is being published at this instant waits for the next call, so that nothing slips behind.
create or replace function public.search_words_learn(p_most integer default 1000) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare p search_word_pass; read_now integer;
begin
  if not pg_try_advisory_xact_lock(7233, 2) then return 0; end if;
  select * into p from search_word_pass for update;
  with titles as materialized (
    select l.published_at, l.id, l.title from lot l
     where l.status = 'published' and (l.published_at, l.id) > (p.seen_at, p.seen_lot)
       and l.published_at < (select ledger.clock()) - interval '10 seconds'
     order by l.published_at, l.id limit p_most),
  said as (
    select w.word, min(w.label) as label, sum(t.n)::integer as lots
      from (select title, count(*) as n from titles r
             where exists (select from lot_audience a where a.lot_id = r.id and a.audience = 'public' and a.hidden_since is null and a.opens_at <= (select ledger.clock()))
             group by 1) t, words_in(t.title) w
     group by 1),
  learnt as (
    insert into search_word as k (word, label, lexeme, lots, pass)
    select word, label, (tsvector_to_array(to_tsvector('public.fr', label)))[1], lots, p.pass from said
     where to_tsvector('public.fr', label) <> ''::tsvector
     order by word
    on conflict (word) do update set pass = p.pass, lots = excluded.lots + case when k.pass = p.pass then k.lots else 0 end),
  moved as (
    update search_word_pass set (seen_at, seen_lot) = (select published_at, id from titles order by published_at desc, id desc limit 1)
     where exists (select from titles))
  select count(*) into read_now from titles;
  if read_now = 0 and not p.whole then
    delete from search_word where not taxonomy and pass < p.pass;
    update search_word_pass set whole = true;
  end if;
  return read_now;
end $$;

-- From the first lot again: every night, and after a bulk load. The words known meanwhile stay.
create or replace function public.search_words_restart() returns void
language sql security definer set search_path = public, pg_temp as $$
  update search_word_pass set pass = pass + 1, began_at = clock_timestamp(), whole = false, seen_at = '-infinity', seen_lot = 0
$$;

-- types from before this file
update public.material_type t set name_fr = name_fr where search is distinct from public.type_search(t);

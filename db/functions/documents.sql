-- Ten signs out of 32 (no I, L, O, U): 50 bits from the bytes of a random uuid that carry neither version nor variant.
create or replace function public.document_secret() returns text
language sql volatile as $$
  select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', get_byte(b, i) % 32 + 1, 1), '' order by i)
    from (select uuid_send(gen_random_uuid()) as b) one, unnest(array[0, 1, 2, 3, 4, 5, 10, 11, 12, 13]) i
$$;

-- One series of documents at a time: asked before what they will say is read, held until the end of the transaction.
create or replace function public.hold_documents(p_reservation bigint, p_organisation bigint) returns void
language sql volatile as $$
  select pg_advisory_xact_lock(hashtextextended(concat_ws(' ', 'documents', p_reservation, p_organisation), 0))
$$;

-- The document of this kind about this reservation or year: the last version when it says the same (`core`), else a new one that replaces
-- it, numbered in the issuer's sequence of the year. The number and the row are one transaction: rolled back together, no gap.
-- p_zone gives the year of the day of issue.
create or replace function public.issue_document(p_kind text, p_issuer bigint, p_reservation bigint, p_about_year integer, p_taker bigint,
    p_title bigint, p_zone text, p_facts jsonb) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare last document; y integer := extract(year from ledger.clock() at time zone p_zone); n integer; made bigint;
begin
  perform public.hold_documents(p_reservation, p_issuer);
  select * into last from document d where d.kind = p_kind and d.organisation_id = p_issuer
     and d.reservation_id is not distinct from p_reservation and d.about_year is not distinct from p_about_year
   order by d.version desc limit 1;
  if last.id is not null and last.facts -> 'core' = p_facts -> 'core' then return last.id; end if;
  insert into document_counter as c (organisation_id, year, last) values (p_issuer, y, 1)
    on conflict (organisation_id, year) do update set last = c.last + 1 returning c.last into n;
  insert into document (kind, organisation_id, taker_organisation_id, title_organisation_id, reservation_id, about_year, version, replaces_id,
      year, sequence, number, facts)
    values (p_kind, p_issuer, p_taker, p_title, p_reservation, p_about_year, coalesce(last.version, 0) + 1, last.id,
      y, n, y || '-' || lpad(n::text, greatest(5, length(n::text)), '0') || '-' || document_secret(), p_facts)
    returning id into made;
  return made;
end $$;

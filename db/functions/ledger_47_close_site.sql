-- The end of a site: what becomes of all that remains, who is told that nothing waits for them any more, no hour to come.

-- Why a site cannot be closed yet: holds of which one side has said what was taken. They are answered first.
create or replace function ledger.handovers_begun(p_site bigint) returns setof ledger.reservation
language sql stable as $$
  select r.* from ledger.reservation r join public.lot l on l.id = r.lot_id
   where l.site_id = p_site and r.held > 0 and exists (select from ledger.handover d where d.reservation_id = r.id and d.state in ('waiting', 'disputed'))
$$;

-- Closes a site. Every lot of which something remains, held or not, has its fate in p_fates {lot: recycled | landfilled | kept | lost, '*': all
-- others}; open reservations end (a request refused, the others cancelled, reason site-closed); hours to come are called off, nobody waits any longer; drafts stay as
-- they are (p_drafts 'keep') or go ('delete'). p_seen: digest of what was shown.
-- -> ok {site, lots, reservations, takers, slots, drafts} · not-found · site-closed · too-many-lots · changed-meanwhile
--    · handover-begun {count} · fate-needed {count}
create or replace function ledger.close_site(p_org bigint, p_person bigint, p_key uuid, p_site bigint, p_fates jsonb, p_drafts text, p_seen text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare home public.site; f ledger.lot_fact; s ledger.stock; r ledger.reservation; a jsonb; lots bigint[]; drafts bigint[]; this bigint; fate text;
  told jsonb := '{}'; waited jsonb; n int := 0; closed int := 0; slots int; one record; begun int; wanting int;
  h bytea := ledger.content(p_site::text, p_fates::text, p_drafts, p_seen);
begin
  if p_drafts is null or p_drafts not in ('keep', 'delete')
     or exists (select from jsonb_each_text(coalesce(p_fates, '{}')) x where x.value not in ('recycled', 'landfilled', 'kept', 'lost')) then
    raise exception 'unknown fate' using errcode = '22023';
  end if;
  a := ledger.replay_locked(p_org, p_key, 'site.close', h);
  if a is not null then return a; end if;
  home := ledger.lock_site(p_org, p_site);
  if home.id is null then return ledger.no('not-found'); end if;
  if home.status = 'closed' then return ledger.no('site-closed'); end if;
  if cardinality(ledger.lots_in_use(p_site)) > 2000 then return ledger.no('too-many-lots'); end if;
  lots := ledger.lock_lots_of_site(p_site);
  if p_seen is distinct from ledger.site_seen(p_site) then return ledger.no('changed-meanwhile'); end if;
  select count(*) into begun from ledger.handovers_begun(p_site);
  if begun > 0 then return ledger.no('handover-begun', jsonb_build_object('count', begun)); end if;
  select count(*) into wanting from ledger.stock x where x.lot_id = any (lots) and x.available + x.held > 0
     and not coalesce(p_fates, '{}') ?| array['*', x.lot_id::text];
  if wanting > 0 then return ledger.no('fate-needed', jsonb_build_object('count', wanting)); end if;

  select coalesce(jsonb_object_agg(w.taker, w.ids), '{}') into waited from (
    select taker_organisation_id::text as taker, jsonb_agg(id order by id) as ids from ledger.waiting
     where lot_id = any (lots) and state in ('waiting', 'offered') group by 1) w;
  foreach this in array lots loop
    select * into s from ledger.stock where lot_id = this;
    select * into f from ledger.lot_fact where lot_id = this;
    if f.status = 'draft' then drafts := drafts || this; continue; end if;
    if s.available + s.held > 0 then
      -- before anything comes back: it is nobody's next
      perform ledger.close_lot(f, p_org, p_person);
      select * into f from ledger.lot_fact where lot_id = this;
      closed := closed + 1;
    end if;
    s := ledger.release_due(s, f);
    for r in select * from ledger.reservation where lot_id = this and held > 0 order by id loop
      perform ledger.close_line(r, s, f, case r.state when 'requested' then 'refused' else 'cancelled' end, p_org, p_person, p_key, 'site-closed',
        jsonb_build_object('site', p_site));
      select * into s from ledger.stock where lot_id = this;
      -- an offer of the waitlist is told as a place in it
      continue when r.state = 'offered';
      told := told || jsonb_build_object(r.taker_organisation_id::text, coalesce(told -> r.taker_organisation_id::text, '[]') || to_jsonb(r.id));
      n := n + 1;
    end loop;
    fate := coalesce(p_fates ->> this::text, p_fates ->> '*');
    if s.available > 0 then perform ledger.take_off(s, f, s.available, fate, 'site-closed', p_org, p_person, p_key); end if;
  end loop;
  if p_drafts = 'delete' then perform public.lot_erase_drafts(p_org, p_person, drafts); end if;
  update public.site_slot set cancelled_at = ledger.clock(), cancel_reason_code = 'closed'
   where site_id = p_site and cancelled_at is null and ends_at > ledger.clock();
  get diagnostics slots = row_count;
  update public.site set status = 'closed', version = version + 1, updated_at = ledger.clock() where id = p_site;
  for one in select key as taker from jsonb_each(told || waited) order by key::bigint loop
    perform ledger.tell(p_org, p_person, 'site.closed', jsonb_build_object('site', p_site, 'taker', one.taker::bigint,
      'reservations', coalesce(told -> one.taker, '[]'), 'waiting', coalesce(waited -> one.taker, '[]')));
  end loop;
  return ledger.remember(p_org, p_person, p_key, 'site.close', h, jsonb_build_object('outcome', 'ok', 'site', p_site, 'lots', closed,
    'reservations', n, 'takers', (select count(*) from jsonb_object_keys(told || waited)), 'slots', slots,
    'drafts', case when p_drafts = 'delete' then coalesce(cardinality(drafts), 0) else 0 end));
end $$;

-- A closed site is open again, and no more than that: fates, ended reservations and called off hours stay what they are.
-- -> ok {site} · not-found · wrong-state
create or replace function ledger.reopen_site(p_org bigint, p_person bigint, p_key uuid, p_site bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare home public.site; a jsonb; h bytea := ledger.content(p_site::text);
begin
  a := ledger.replay_locked(p_org, p_key, 'site.reopen', h);
  if a is not null then return a; end if;
  home := ledger.lock_site(p_org, p_site);
  if home.id is null then return ledger.no('not-found'); end if;
  if home.status <> 'closed' then return ledger.no('wrong-state', jsonb_build_object('state', home.status)); end if;
  update public.site set status = 'open', version = version + 1, updated_at = ledger.clock() where id = p_site;
  return ledger.remember(p_org, p_person, p_key, 'site.reopen', h, jsonb_build_object('outcome', 'ok', 'site', p_site));
end $$;

-- When the letter of a notification may leave: at the reader's rhythm (a holder who chose none has a daily digest, a taker reads at
-- once), at once when what it tells of is due within 24 hours, and in any case 24 hours before that. null: no letter.
create or replace function public.notification_due(p_rhythm text, p_side text, p_zone text, p_needed_by timestamptz, p_now timestamptz)
returns timestamptz language sql stable parallel safe as $$
  select case
    when r.rhythm = 'off' then null
    when r.rhythm = 'at_once' or p_needed_by between p_now and p_now + interval '24 hours' then p_now
    else least(public.alert_due(r.rhythm, p_zone, p_now), case when p_needed_by > p_now then p_needed_by - interval '24 hours' end)
  end from (select coalesce(p_rhythm, case p_side when 'holder' then 'daily' else 'at_once' end) as rhythm) r
$$;

-- What was told a year ago, as the mails that told it.
create or replace function public.forget_notifications(p_most integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare gone integer;
begin
  delete from notification where id in (
    select id from notification where created_at < (select ledger.clock()) - interval '1 year' and mail_due_at is null order by created_at limit p_most);
  get diagnostics gone = row_count;
  return gone;
end $$;

-- Messages are kept a year after their reservation ended. Each photo's files are deleted by the job that reads the event.
create or replace function public.forget_messages(p_most integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare gone integer; threads bigint[];
begin
  threads := array(select t.reservation_id from message_thread t join ledger.reservation r on r.id = t.reservation_id
                    where r.closed_at < (select ledger.clock()) - interval '1 year' limit p_most);
  insert into event (kind, payload)
    select 'message.photo-forgotten', jsonb_build_object('photo', p.public_id, 'small', p.widths[1], 'large', p.widths[cardinality(p.widths)])
      from message_photo p join message m on m.id = p.message_id where m.reservation_id = any (threads);
  delete from message where reservation_id = any (threads);
  delete from message_read where reservation_id = any (threads);
  delete from message_thread where reservation_id = any (threads);
  get diagnostics gone = row_count;
  return gone;
end $$;

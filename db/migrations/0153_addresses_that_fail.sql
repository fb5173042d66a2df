-- An address a mail server refused for good (5xx to RCPT TO), or that a bounce report named. No letter but those of the account is
-- sent there until the person says it works, or corrects it.
alter table person
  add column email_failed_at timestamptz,
  add column email_failure text check (length(email_failure) <= 500);
alter table mail drop constraint mail_status_check;
alter table mail add constraint mail_status_check check (status in ('waiting', 'sent', 'kept', 'failed', 'refused'));
create index mail_message_id on mail (message_id);

create function public.new_address_is_unproven() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  new.email_failed_at := null; new.email_failure := null;
  return new;
end $$;
create trigger new_address_is_unproven before update of email on person
  for each row when (old.email is distinct from new.email) execute function public.new_address_is_unproven();

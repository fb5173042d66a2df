-- What the operator sees of the platform's health: the last times the books were checked, and mails set aside at the desk.
create table books_check (
  id bigint generated always as identity primary key,
  -- balances: every night, in SQL. full: npm run ledger:verify, which recomputes everything outside of the database.
  kind text not null check (kind in ('balances', 'full')),
  ended_at timestamptz not null default ledger.clock(),
  milliseconds bigint not null check (milliseconds >= 0),
  lots bigint not null check (lots >= 0),
  movements bigint not null check (movements >= 0),
  -- the first breaks met; none when the books balance
  breaks text[] not null default '{}' check (cardinality(breaks) <= 20)
);
create index books_check_latest on books_check (kind, id desc);
create trigger books_check_append_only before update or delete on books_check for each row execute function ledger.forbid();
create trigger books_check_no_truncate before truncate on books_check for each statement execute function ledger.forbid();
alter table books_check enable always trigger books_check_append_only;
alter table books_check enable always trigger books_check_no_truncate;

-- dropped: the operator gave it up, with a reason in the log
alter table mail drop constraint mail_status_check;
alter table mail add constraint mail_status_check check (status in ('waiting', 'sent', 'kept', 'failed', 'refused', 'dropped'));
create index mail_in_trouble on mail (id desc) where status in ('failed', 'refused');

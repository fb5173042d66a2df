-- A link sent to a new address: its owner confirms it while signed in.
alter table token drop constraint token_kind_check;
alter table token add constraint token_kind_check
  check (kind in ('verify-email', 'reset-password', 'sign-in', 'change-email'));

-- What the daily cleaning looks for, found without reading what stays.
create index token_expires on token (expires_at);
create index reservation_draft_old on reservation_draft (expires_at);
create index mail_old on mail (created_at) where status <> 'waiting';
create index command_old on command (at) where strpos(name, '.') = 0;

-- How far the demonstration has been played. Its story is laid out from `anchored_at`, so that a start days later goes on
-- with the same one. `beat_at` is real time: while it is fresh, nothing else ends the holds of the past.
create table demonstration (
  only_row boolean primary key default true check (only_row),
  seed text not null check (length(seed) between 1 and 80),
  anchored_at timestamptz not null,
  done integer not null default 0 check (done >= 0),
  total integer not null default 0 check (total >= 0),
  beat_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  constraint demonstration_progress check (done <= total)
);

create function public.demonstration_is_playing() returns boolean
language sql stable parallel safe as $$
  select exists (select from public.demonstration
                  where finished_at is null and beat_at > clock_timestamp() - interval '20 seconds')
$$;

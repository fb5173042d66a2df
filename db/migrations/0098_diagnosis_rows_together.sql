-- Lines of a file come by the hundred, all of one diagnosis: a foreign key looks that diagnosis up once a line, which was a
-- third of what writing them costs. The same guarantee, once a statement.
alter table diagnosis_row drop constraint diagnosis_row_diagnosis_id_fkey;

create function public.diagnosis_rows_belong() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  wanted bigint;
begin
  for wanted in select distinct diagnosis_id from added loop
    -- locked as a foreign key would: it cannot leave before these lines are seen by whoever deletes it
    perform 1 from diagnosis where id = wanted for key share;
    if not found then
      raise foreign_key_violation using message = format('lines of diagnosis %s, which does not exist', wanted);
    end if;
  end loop;
  return null;
end $$;
create trigger diagnosis_rows_belong after insert on diagnosis_row
  referencing new table as added for each statement execute function public.diagnosis_rows_belong();

create function public.diagnosis_row_stays() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  raise foreign_key_violation using message = 'a line stays with its diagnosis';
end $$;
create trigger diagnosis_row_stays before update of diagnosis_id on diagnosis_row
  for each row execute function public.diagnosis_row_stays();

create function public.diagnosis_takes_its_rows() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  delete from diagnosis_row where diagnosis_id = old.id;
  return null;
end $$;
create trigger diagnosis_takes_its_rows after delete on diagnosis
  for each row execute function public.diagnosis_takes_its_rows();

-- The first letters of "saint" begin 4,000 names: towns answer first, from an index of their own.
create index territory_town_key on public.territory (search_key text_pattern_ops)
  include (population, level, code) where population >= 3000;
create index territory_code on public.territory (code) include (level, population);

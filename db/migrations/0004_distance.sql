-- Back from mercator, and great-circle metres (mean radius 6,371,008.8 m).
create function public.lon_of(p point) returns double precision
language sql immutable parallel safe strict as $$ select p[0] / 111319.49079327358 $$;
create function public.lat_of(p point) returns double precision
language sql immutable parallel safe strict as $$ select degrees(2 * atan(exp(p[1] / 6378137.0)) - pi() / 2) $$;
create function public.metres_between(lon1 double precision, lat1 double precision, lon2 double precision, lat2 double precision)
returns double precision
language sql immutable parallel safe strict as $$
  select 2 * 6371008.8 * asin(sqrt(least(1,
    sin(radians(lat2 - lat1) / 2) ^ 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ^ 2)))
$$;

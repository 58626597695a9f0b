/**
 * Sliding window over two slots, counted by one upsert: no row means no token is left.
 * $1 key, $2 window in ms, $3 tokens a window, $4 tokens wanted
 */
export const COUNT_REQUESTS = {
  name: 'count-requests',
  text: `
with t as (
  select floor(ms / $2::float8)::bigint as slot, 1 - (ms - floor(ms / $2::float8) * $2::float8) / $2::float8 as weight
  from (select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms) c
)
insert into hot.rate_limit as r (key, slot, hits, previous)
select $1, slot, $4::int, 0 from t
on conflict (key) do update set
  previous = case r.slot when excluded.slot then r.previous when excluded.slot - 1 then r.hits else 0 end,
  hits     = case r.slot when excluded.slot then r.hits else 0 end + $4::int,
  slot     = excluded.slot
where floor((select weight from t) * case r.slot when excluded.slot then r.previous when excluded.slot - 1 then r.hits else 0 end)
    + case r.slot when excluded.slot then r.hits else 0 end + $4::int <= $3::int
returning (hits + floor((select weight from t) * previous))::int as used`,
};

import { testDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeSite } from '#tests/support/factories.ts';
import { accepted, call, expectOk, type Party, party } from './world.ts';

type Sql = Awaited<ReturnType<typeof testDatabase>>['sql'];

interface Works {
  holder: Party;
  site: Made;
  lots: Made[];
  takers: Party[];
  reservations: number[];
}

/** Works whose lots are offered from in five days to in three weeks; holds of several takers, every other one accepted. */
export async function works(lots = 40, holds = 12, takers = 4): Promise<Works> {
  const { sql, owner } = await testDatabase();
  const holder = await party(sql);
  const site = await makeSite(owner, holder);
  const all: Made[] = [];
  for (let n = 0; n < lots; n += 1) all.push(await makeLot(owner, holder, { site }));
  await owner`update lot set available_from = current_date + 5, available_until = current_date + 21 where site_id = ${site.id}`;
  const who = await Promise.all(Array.from({ length: takers }, () => party(sql)));
  const reservations: number[] = [];
  for (let n = 0; n < holds; n += 1) {
    const [lot, taker] = [all[(lots > 36 ? n * 3 : n) % lots] as Made, who[n % takers] as Party];
    if (n % 2) reservations.push(await accepted(sql, holder, taker, lot.id, 2000));
    else {
      const { reservation } = expectOk(await call(sql, 'reserve', taker, lot.id, 1000, 'own_works'));
      reservations.push(Number(reservation));
    }
  }
  return { holder, site, lots: all, takers: who, reservations };
}

export const seenOf = async (sql: Sql, site: { id: number }): Promise<string> =>
  String((await sql`select ledger.site_seen(${site.id}) as seen`)[0]?.seen);

export const holdsOf = (sql: Sql, ids: number[]) =>
  sql<{ id: number; state: string; held: number; expires_at: Date; slot_id: number | null }[]>`
    select id, state, held, expires_at, slot_id from ledger.reservation where id = any(${ids}) order by id`;

/** Hours of that site, one an entry: days from today, from 9 to 11 by its clock. */
export async function hours(owner: Sql, site: Made, days: number[]): Promise<number[]> {
  const made: number[] = [];
  for (const day of days) {
    const [row] = await owner`
      insert into site_slot (site_id, starts_at, ends_at, capacity)
      values (${site.id}, (current_date + ${day}::int + time '09:00') at time zone 'Europe/Paris',
        (current_date + ${day}::int + time '11:00') at time zone 'Europe/Paris', 3) returning id`;
    made.push(Number(row?.id));
  }
  return made;
}

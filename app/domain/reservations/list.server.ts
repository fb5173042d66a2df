import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { ListAsked, ListedReservation, ListView, ReservationListView } from './list.ts';
import { cardColumns, joins } from './queries.server.ts';

/** What a page shows at once; the file has all of them. */
export const LISTED = 200;
const IN_A_FILE = 20_000;

const over = sql`(r.held = 0 or (not r.expiry_suspended and r.expires_at <= ledger.clock()))`;

/** What is asked of the acting organisation; null when nothing is. */
const awaits = (me: SQL): SQL => sql`
  case when ${over} then null
       when r.state in ('accepted', 'scheduled') and d.state is not null
            and (d.state = 'disputed' or case when r.holder_organisation_id = ${me} then d.holder_at is null else d.taker_at is null end) then 'handover'
       when r.taker_organisation_id = ${me} and exists (select from ledger.ask q where q.reservation_id = r.id and q.answer is null) then 'question'
       when r.holder_organisation_id = ${me} and r.state = 'requested' then 'answer' end`;

/** Offers of the waitlist stand with the places, until they are taken. */
const ofMine = (me: SQL): SQL =>
  sql`${me} in (r.holder_organisation_id, r.taker_organisation_id)
      and (r.waiting_id is null or exists (select from ledger.waiting w where w.id = r.waiting_id and w.state = 'taken'
        and not exists (select from ledger.reservation later where later.waiting_id = w.id and later.id > r.id)))`;

const views = (me: SQL): Record<ListView, SQL> => ({
  todo: sql`${awaits(me)} is not null`,
  open: sql`not ${over}`,
  done: sql`${over}`,
});

const orders = { deadline: sql`r.expires_at, r.id`, recent: sql`r.id desc` };

const onSite = (site: string | null): SQL => (site ? sql`s.public_id = ${site}::uuid` : sql`true`);

async function listed(ctx: Ctx, me: SQL, { view, sort, site }: ListAsked, most: number) {
  return [
    ...(await ctx.db.execute<ListedReservation & Record<string, unknown>>(sql`
      select ${cardColumns(me)}, ${awaits(me)} as awaits, r.purpose, r.substitution, g.name as destination
        from ledger.reservation r ${joins} left join commune g on g.code = r.destination_commune
       where ${ofMine(me)} and ${views(me)[view]} and ${onSite(site)} order by ${orders[sort]} limit ${most}`)),
  ];
}

const actingFor = ({ actor: { organisation } }: Ctx): SQL | null =>
  organisation && organisation.role !== 'analyst' ? sql`${organisation.id}::bigint` : null;

/** Reservations of the acting organisation on either side, as the address asks for them. */
export async function reservationList(ctx: Ctx, asked: ListAsked): Promise<ReservationListView> {
  const me = actingFor(ctx);
  if (!me) return { reservations: [], counts: { todo: 0, open: 0, done: 0 }, sites: [] };
  const { todo, open, done } = views(me);
  const [counts] = await ctx.db.execute<Record<ListView, number>>(sql`
    select count(*) filter (where ${todo})::int as todo, count(*) filter (where ${open})::int as open,
           count(*) filter (where ${done})::int as done
      from ledger.reservation r ${joins} where ${ofMine(me)} and ${onSite(asked.site)}`);
  const sites = await ctx.db.execute<{ publicId: string; name: string }>(sql`
    select distinct s.public_id as "publicId", s.name, plain(s.name) as "sortName" from ledger.reservation r ${joins}
     where ${ofMine(me)} order by plain(s.name) limit 500`);
  return {
    reservations: await listed(ctx, me, asked, LISTED),
    counts: counts ?? { todo: 0, open: 0, done: 0 },
    sites: [...sites].map(({ publicId, name }) => ({ publicId, name })),
  };
}

/** The same without a page's limit, for a file. */
export async function reservationsForFile(ctx: Ctx, asked: ListAsked): Promise<ListedReservation[]> {
  const me = actingFor(ctx);
  return me ? listed(ctx, me, asked, IN_A_FILE) : [];
}

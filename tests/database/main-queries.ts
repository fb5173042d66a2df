import { drizzle } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import { myAlerts } from '#app/domain/alerts/queries.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { statementLines, statementPlace } from '#app/domain/ledger/statement.server.ts';
import { STATEMENT_PAGE } from '#app/domain/ledger/statement.ts';
import { aroundLot } from '#app/domain/lots/around-lot.server.ts';
import { parseLotFilters } from '#app/domain/lots/filters.ts';
import { lotLife } from '#app/domain/lots/life.server.ts';
import { lotPage } from '#app/domain/lots/lot-page.server.ts';
import { countByFamily, listLots, lotsOfSite } from '#app/domain/lots/queries.server.ts';
import { siteLots } from '#app/domain/lots/site-lots.server.ts';
import { suggest } from '#app/domain/lots/suggest.server.ts';
import { neighbourhood } from '#app/domain/neighbourhood/neighbours.server.ts';
import { myNotifications, standingOf } from '#app/domain/notifications/queries.server.ts';
import {
  myReservations,
  reservationPage,
  reservationsOfLot,
  reservationsOfSite,
} from '#app/domain/reservations/queries.server.ts';
import { lotsToVisit } from '#app/domain/reservations/visit.server.ts';
import { lineOf, myPlaces, waitersOf } from '#app/domain/reservations/waitlist.server.ts';
import { mySites } from '#app/domain/sites/queries.server.ts';
import { slotsOfSite } from '#app/domain/slots/queries.server.ts';
import { matchOpenings } from '#app/jobs/alerts/match-openings.server.ts';
import { sendAlerts } from '#app/jobs/alerts/send.server.ts';

/** Tables that grow with use; the others are read whole or hold a few rows. */
const BIG = new Set([
  ...['lot', 'lot_audience', 'lot_photo', 'stored_file', 'site', 'organisation', 'person', 'membership'],
  ...['event', 'command', 'mail', 'notification', 'alert', 'alert_match', 'message', 'lot_change'],
  ...['stock', 'reservation', 'movement', 'handover', 'correction', 'waiting', 'visit', 'ask'],
  ...['site_slot', 'slot_booking', 'reservation_note', 'market_change', 'map_entry'],
]);

export interface Somewhere {
  lot: { id: number; publicId: string };
  site: { id: number; publicId: string };
  reservation: string;
}

type Read = (ctx: Ctx, at: Somewhere) => unknown;
const list =
  (query: string): Read =>
  (ctx) =>
    listLots(ctx, parseLotFilters(new URLSearchParams(query)).filters);

/** What people and jobs ask all day, as the product asks it. */
export const MAIN_QUERIES: [name: string, read: Read][] = [
  ['list, newest', list('')],
  ['list, nearest', list('near=2.35,48.85')],
  ['list, radius around a commune', list('around=35238&radius_km=20')],
  ['list, a box', list('bbox=2,48,3,49')],
  ['list, words', list('q=porte')],
  ['list, words near', list('q=porte&near=2.35,48.85')],
  ['list, type and gift', list('type=MAC-10&free=1')],
  ['list, family and price', list('family=masonry&price_max=4000')],
  ['list, ending soon', list('sort=ending')],
  ['list, dates and condition', list('from=2026-12-01&until=2027-01-01&condition=good')],
  ['list, of a territory', list('territory=departement:35')],
  ['suggestions', (ctx) => suggest(ctx, 'port')],
  ['counts by family', (ctx) => countByFamily(ctx)],
  ['page of a lot', (ctx, { lot }) => lotPage(ctx, lot.publicId)],
  [
    'around a lot',
    async (ctx, { lot }) => {
      const found = await lotPage(ctx, lot.publicId);
      if (!found) throw new Error('no such lot');
      return aroundLot(ctx, found);
    },
  ],
  ['life of a lot', (ctx, { lot }) => lotLife(ctx, lot.id)],
  ['lots of a site, for everybody', (ctx, { site }) => lotsOfSite(ctx, site.publicId, { whole: false })],
  [
    'lots of a site, for its holder',
    (ctx, { site }) => siteLots(ctx, site.id, { sort: 'title', dir: 'asc' }),
  ],
  ['reservations, both sides', (ctx) => myReservations(ctx)],
  ['page of a reservation', (ctx, { reservation }) => reservationPage(ctx, reservation)],
  ['reservations of a lot', (ctx, { lot }) => reservationsOfLot(ctx, lot.publicId)],
  ['reservations of a site', (ctx, { site }) => reservationsOfSite(ctx, site.publicId)],
  ['lots to visit', (ctx, { site }) => lotsToVisit(ctx, site.publicId)],
  ['places in waitlists', (ctx) => myPlaces(ctx)],
  ['line of a lot', (ctx, { lot }) => lineOf(ctx, lot.publicId)],
  ['who waits for a lot', (ctx, { lot }) => waitersOf(ctx, lot.publicId)],
  ['sites', (ctx) => mySites(ctx)],
  [
    'hours of a site',
    (ctx, { site }) => slotsOfSite(ctx, { id: site.id, zone: 'Europe/Paris' }, '2026-11-23'),
  ],
  ['notifications', (ctx) => myNotifications(ctx, null)],
  ['what every page says', (ctx) => standingOf(ctx)],
  ['alerts', (ctx) => myAlerts(ctx)],
  ['alerts, openings', (ctx) => matchOpenings(ctx.db)],
  ['alerts, sending', (ctx) => sendAlerts(ctx.db)],
  ['neighbourhood', (ctx) => neighbourhood(ctx)],
  [
    'statement of a lot',
    async (ctx, { lot }) => {
      const place = await statementPlace(ctx, { lot: lot.publicId });
      if (!place) throw new Error('no statement');
      return statementLines(ctx, place, {
        filter: { account: null, kind: null, month: null },
        before: null,
        limit: STATEMENT_PAGE,
      });
    },
  ],
];

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Plan[];
}

/** The statements `read` sends, by explaining each again: tables that grow and that PostgreSQL can only read whole. */
export async function readWhole(
  sql: postgres.Sql<{ bigint: number }>,
  read: (db: Ctx['db']) => unknown,
): Promise<string[]> {
  const asked: { query: string; params: unknown[] }[] = [];
  const db = drizzle(sql, { logger: { logQuery: (query, params) => asked.push({ query, params }) } });
  await read(db);
  const found = new Set<string>();
  await sql.unsafe('set enable_seqscan = off');
  for (const { query, params } of asked) {
    if (!/^\s*(select|with|insert|update|delete)\b/i.test(query)) continue;
    const [row] = await sql.unsafe(`explain (format json) ${query}`, params as never[]);
    const said = row?.['QUERY PLAN'];
    const [{ Plan: plan }] = (typeof said === 'string' ? JSON.parse(said) : said) as [{ Plan: Plan }];
    for (const table of wholeIn(plan)) found.add(table);
  }
  await sql.unsafe('reset enable_seqscan');
  if (asked.length === 0) throw new Error('nothing was asked');
  return [...found];
}

const wholeIn = (plan: Plan): string[] => [
  ...(plan['Node Type'] === 'Seq Scan' && BIG.has(plan['Relation Name'] ?? '')
    ? [plan['Relation Name'] ?? '']
    : []),
  ...(plan.Plans ?? []).flatMap(wholeIn),
];

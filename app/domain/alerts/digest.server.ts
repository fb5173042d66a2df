import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { pointOf } from '#app/domain/lots/conditions.server.ts';
import { resolveNear } from '#app/domain/lots/resolve-filters.server.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { criteriaOf } from './criteria.ts';
import { findLots, idList } from './match.server.ts';
import type { Digest, DigestAlert, DigestLot } from './views.ts';
import { LOTS_IN_A_MAIL, type Rhythm } from './vocabulary.ts';

/** Lots of one alert looked at for one mail, newest first; those beyond wait for the next. */
const MOST = 20_000;

/** People with something due, soonest first. */
export async function peopleDue(ctx: Ctx, most: number): Promise<number[]> {
  const rows = await ctx.db.execute<{ person: number }>(sql`
    select person_id as person from alert where due_at <= (select ledger.clock()) and removed_at is null and paused_at is null
     group by 1 order by min(due_at) limit ${most}`);
  return [...rows].map((row) => row.person);
}

interface Due extends Record<string, unknown> {
  id: number;
  publicId: string;
  name: string;
  query: string;
  rhythm: Rhythm;
  organisation: number | null;
  private: boolean;
}

/**
 * What one person is to be told now, marked as told in the transaction of `ctx`: whoever writes the mail does it there.
 * Only what is still offered and still answers is kept; null when nothing is left of it, or when another job is at it.
 */
export async function takeDigest(ctx: Ctx, personId: number): Promise<Digest | null> {
  const due = await dueAlerts(ctx, personId);
  if (due.length === 0) return null;
  const told = new Set<number>();
  const sections: DigestAlert[] = [];
  const sent: number[] = [];
  for (const alert of due) {
    const room = LOTS_IN_A_MAIL - sections.reduce((sum, { lots }) => sum + lots.length, 0);
    const found = await takeFound(ctx, alert);
    const fresh = found.filter(({ lot }) => !told.has(lot));
    for (const { lot } of fresh) told.add(lot);
    if (found.length > 0) sent.push(alert.id);
    if (fresh.length === 0) continue;
    const lots = await describe(ctx, alert, fresh, room);
    const { publicId, name, query, rhythm } = alert;
    sections.push({ publicId, name, query, rhythm, lots, others: fresh.length - lots.length });
  }
  if (sent.length === 0) return null;
  await markSent(ctx, sent);
  const publicId = await openMail(ctx, personId, sent);
  return { publicId, person: await readerOf(ctx, personId), alerts: sections, total: told.size };
}

/** Due and free, locked: whichever job comes second finds nothing. What is beyond one mail is due again at once. */
async function dueAlerts(ctx: Ctx, personId: number): Promise<Due[]> {
  const rows = await ctx.db.execute<Due>(sql`
    select a.id, a.public_id as "publicId", a.name, a.query, a.rhythm, m.organisation_id as organisation,
           coalesce(o.kind = 'private_person', true) as private
      from alert a left join membership m on m.organisation_id = a.organisation_id and m.person_id = a.person_id
      left join organisation o on o.id = m.organisation_id
     where a.person_id = ${personId} and a.due_at <= (select ledger.clock()) and a.removed_at is null and a.paused_at is null
     order by a.id for no key update of a skip locked`);
  const due = [...rows];
  if (due.length > 0)
    await ctx.db.execute(
      sql`update alert set due_at = null where id = any(${idList(due.map(({ id }) => id))})`,
    );
  return due;
}

interface Taken {
  lot: number;
  /** What it cost when it was sent before, if it was. */
  before: DigestLot['before'];
}

/** The lots that wait for this alert and still answer it; the others are let go, to be found again if they come back. */
async function takeFound(ctx: Ctx, { id, query, organisation, private: isPrivate }: Due): Promise<Taken[]> {
  const rows = await ctx.db.execute<Taken & Record<string, unknown>>(sql`
    select w.lot_id as lot, case when w.sent_at is not null
             then json_build_object('priceCents', w.sent_price_cents, 'priceBasis', w.sent_price_basis) end as before
      from alert_lot w join lot l on l.id = w.lot_id
     where w.alert_id = ${id} and w.waiting and not may_be_unpublished(l.id)
       and (w.sent_at is null or is_cheaper(l.price_cents, l.price_basis, w.sent_price_cents, w.sent_price_basis, l.quantity_milli))
     order by w.found_at desc, w.lot_id desc limit ${MOST}`);
  const waiting = [...rows];
  const reader = { organisationId: organisation, isPrivate };
  const search = { query, reader, alerts: [id], lots: lotsOf(waiting) };
  const still = new Set((await findLots(ctx, [search])).map(({ lot }) => lot));
  const kept = waiting.filter(({ lot }) => still.has(lot));
  await ctx.db.execute(sql`
    update alert_lot w set waiting = false, sent_at = ledger.clock(), sent_price_cents = l.price_cents, sent_price_basis = l.price_basis
      from lot l where l.id = w.lot_id and w.alert_id = ${id} and w.lot_id = any(${idList(lotsOf(kept))})`);
  const beyond = waiting.length === MOST;
  const gone = beyond ? sql`lot_id = any(${idList(lotsOf(waiting))})` : sql`true`;
  await ctx.db.execute(
    sql`delete from alert_lot where alert_id = ${id} and waiting and sent_at is null and ${gone}`,
  );
  await ctx.db.execute(
    sql`update alert_lot set waiting = false where alert_id = ${id} and waiting and ${gone}`,
  );
  if (beyond) await ctx.db.execute(sql`update alert set due_at = ledger.clock() where id = ${id}`);
  return kept;
}

const lotsOf = (taken: readonly Taken[]) => taken.map(({ lot }) => lot);

type Row = Omit<DigestLot, 'before'> & { id: number } & Record<string, unknown>;

/** The first of them, nearest first when the alert has a place. */
async function describe(ctx: Ctx, alert: Due, taken: readonly Taken[], most: number): Promise<DigestLot[]> {
  if (most <= 0) return [];
  const near = await resolveNear(ctx, criteriaOf(alert.query).filters);
  const metres: SQL = near
    ? sql`metres_between(lon_of(l.public_point), lat_of(l.public_point), ${near.lon}::float8, ${near.lat}::float8)`
    : sql`null::float8`;
  const order = near ? sql`l.public_point <-> ${pointOf(near)}, l.id` : sql`l.published_at desc, l.id desc`;
  const rows = await ctx.db.execute<Row>(sql`
    select l.id, l.public_id as "publicId", l.title, ledger.left_of(l.id) as "leftMilli", l.unit, l.price_cents as "priceCents",
           l.price_basis as "priceBasis", l.price_tax as "priceTax", l.vat_permille as "vatPermille", l.negotiable, c.name as commune, ${metres} as metres, l.available_until::text as until
      from lot l join commune c on c.code = l.commune_code where l.id = any(${idList(lotsOf(taken))}) order by ${order} limit ${most}`);
  const before = new Map(taken.map((one) => [one.lot, one.before]));
  return [...rows].map(({ id, ...lot }) => ({ ...lot, before: before.get(id) ?? null }));
}

async function markSent(ctx: Ctx, alerts: readonly number[]): Promise<void> {
  await ctx.db.execute(sql`update alert set last_sent_at = ledger.clock() where id = any(${idList(alerts)})`);
}

async function openMail(ctx: Ctx, personId: number, alerts: readonly number[]): Promise<string> {
  const [mail] = await ctx.db.execute<{ publicId: string }>(sql`
    insert into alert_mail (person_id, alert_ids) values (${personId}, ${idList(alerts)}) returning public_id as "publicId"`);
  if (!mail) throw new Error('the mail of alerts was not written');
  return mail.publicId;
}

async function readerOf(ctx: Ctx, personId: number): Promise<Digest['person']> {
  const [person] = await ctx.db.execute<{ id: number; name: string; email: string; locale: Locale }>(sql`
    select id, name, email, locale from person where id = ${personId}`);
  if (!person) throw new Error(`person ${personId} is not there`);
  return person;
}

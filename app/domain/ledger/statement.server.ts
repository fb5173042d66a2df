import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { mayReadTakers } from '#app/domain/reservations/policy.ts';
import {
  type Cursor,
  monthsBetween,
  type StatementFilter,
  type StatementLine,
  type StatementReader,
} from './statement.ts';
import { BALANCES, type Balance } from './vocabulary.ts';

/** Of what a statement is, by its public id. */
export type StatementOf = { lot: string } | { site: string };

/** What a statement is of, and as whom it is read. Ids stay on the server. */
export interface StatementPlace {
  of: StatementOf;
  reader: StatementReader;
  name: string;
  site: { publicId: string; name: string };
  zone: string;
  /** of a lot */
  unit: Unit | null;
  balance: Record<Balance, number> | null;
  /** of its lines, newest first, YYYY-MM */
  months: string[];
}

interface Row extends Record<string, unknown> {
  siteId: number;
  holder: number;
  name: string;
  sitePublicId: string;
  siteName: string;
  zone: string;
  unit: Unit | null;
  balance: Record<Balance, number> | null;
  takes: boolean;
  first: string | null;
  last: string | null;
}

const lotsOf = (of: StatementOf): SQL =>
  'lot' in of
    ? sql`l.public_id = ${of.lot}::uuid`
    : sql`l.site_id = (select id from site where public_id = ${of.site}::uuid)`;

/** Null for whoever may read none of it: the answer of a place that does not exist. */
export async function statementPlace(ctx: Ctx, of: StatementOf): Promise<StatementPlace | null> {
  const me = ctx.actor.organisation?.id ?? null;
  const columns = sql`s.id as "siteId", s.organisation_id as holder, s.public_id as "sitePublicId", s.name as "siteName",
    zone_of(c.departement_code) as zone,
    exists (select from lot l join ledger.reservation r on r.lot_id = l.id
             where ${lotsOf(of)} and r.taker_organisation_id = ${me}::bigint) as takes,
    (select to_char(min(e.at) at time zone zone_of(c.departement_code), 'YYYY-MM') from lot l cross join lateral
      (select m.at from ledger.movement m where m.lot_id = l.id order by m.at, m.seq limit 1) e where ${lotsOf(of)}) as first,
    (select to_char(max(e.at) at time zone zone_of(c.departement_code), 'YYYY-MM') from lot l cross join lateral
      (select m.at from ledger.movement m where m.lot_id = l.id order by m.at desc, m.seq desc limit 1) e where ${lotsOf(of)}) as last`;
  const [row] = await ctx.db.execute<Row>(
    'lot' in of
      ? sql`
        select ${columns}, o.title as name, o.unit, json_build_object(${sql.join(
          BALANCES.map((one) => sql`${sql.raw(`'${one}'`)}, coalesce(${sql.raw(`k.${one}`)}, 0)`),
          sql`, `,
        )}) as balance
          from lot o join site s on s.id = o.site_id join commune c on c.code = s.commune_code
          left join ledger.stock k on k.lot_id = o.id where o.public_id = ${of.lot}::uuid`
      : sql`select ${columns}, s.name, null as unit, null as balance from site s join commune c on c.code = s.commune_code
             where s.public_id = ${of.site}::uuid`,
  );
  const reader = row && readerOf(ctx, row);
  if (!row || !reader) return null;
  return {
    of,
    reader,
    name: row.name,
    site: { publicId: row.sitePublicId, name: row.siteName },
    zone: row.zone,
    unit: row.unit,
    balance: reader === 'taker' ? null : row.balance,
    months: row.first && row.last ? monthsBetween(row.first, row.last) : [],
  };
}

function readerOf({ actor }: Ctx, { holder, siteId, takes }: Row): StatementReader | null {
  const { organisation, onBehalf, person } = actor;
  const analyst = organisation?.role === 'analyst';
  if (organisation?.id === holder && !analyst && (!onBehalf || onBehalf.siteId === siteId)) return 'holder';
  if (person?.platformAdmin) return 'platform';
  return takes && !analyst && !onBehalf ? 'taker' : null;
}

/** Lines below `before`, newest first, `limit` at most. */
export async function statementLines(
  ctx: Ctx,
  { of, reader, zone }: Pick<StatementPlace, 'of' | 'reader' | 'zone'>,
  { filter, before, limit }: { filter: StatementFilter; before: Cursor | null; limit: number },
): Promise<{ lines: StatementLine[]; next: Cursor | null }> {
  const me = ctx.actor.organisation?.id ?? null;
  // whoever was entrusted only with listing reads no taker's name
  const named = mayReadTakers(ctx.actor);
  // of one lot the number of a line orders; across the lots of a site its instant does
  const order = 'lot' in of ? sql`m.seq desc` : sql`m.at desc, m.seq desc`;
  const below =
    before === null
      ? sql`true`
      : 'lot' in of
        ? sql`m.seq < ${before.seq}::bigint`
        : sql`m.at <= ${before.at}::timestamptz
            and (m.at, l.public_id, m.seq) < (${before.at}::timestamptz, ${before.lot}::uuid, ${before.seq}::bigint)`;
  const source =
    reader === 'taker'
      ? sql`ledger.reservation r join ledger.movement m on m.reservation_id = r.id
             where r.lot_id = l.id and r.taker_organisation_id = ${me}::bigint`
      : sql`ledger.movement m where m.lot_id = l.id`;
  const rows = await ctx.db.execute<LineRow>(sql`
    with page as (
      select m.*, l.public_id as lot_public_id, l.title as lot_title, l.unit as lot_unit from lot l cross join lateral (
        select m.* from ${source} and ${below} and ${narrowed(filter, zone)} order by ${order} limit ${limit + 1}) m
       where ${lotsOf(of)} order by ${'lot' in of ? sql`m.seq desc` : sql`m.at desc, l.public_id desc, m.seq desc`} limit ${limit + 1})
    select m.lot_public_id as "lotPublicId", m.lot_title as "lotTitle", m.lot_unit as unit, m.seq,
           to_char(m.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, m.kind, m.src as "from", m.dst as "to",
           m.qty as "quantityMilli", m.mass_g as "massG", m.low_g as "lowG", m.high_g as "highG", m.evidence, m.counts,
           to_char(m.counted_on, 'YYYY-MM-DD') as "countedOn", m.reason, m.corrects, encode(m.hash, 'hex') as hash,
           (select u.seq from ledger.movement u where u.lot_id = m.lot_id and u.corrects = m.seq and u.kind = 'reverse') as "undoneBy",
           (select u.seq from ledger.movement u where u.lot_id = m.lot_id and u.corrects = m.seq and u.kind <> 'reverse') as "writtenAnewBy",
           exists (select from ledger.correction c where c.lot_id = m.lot_id and c.seq = m.seq and c.state = 'proposed') as questioned,
           case when p.id is not null then json_build_object('publicId', p.public_id, 'title', p.title) end as other,
           ${named ? sql`r.public_id` : sql`null`} as reservation, ${named ? sql`t.name` : sql`null`} as taker,
           case when m.actor_organisation_id = ${me}::bigint then concat_ws(', ', w.name, coalesce(b.name, a.name))
                when ${named} then a.name end as by,
           ${balanceOf(reader)} as balance
      from page m
      left join lot p on p.id = m.peer_lot_id
      left join ledger.reservation r on r.id = m.reservation_id
      left join organisation t on t.id = m.taker_organisation_id and m.taker_organisation_id <> m.holder_organisation_id
      left join organisation a on a.id = m.actor_organisation_id
      left join person w on w.id = m.actor_person_id
      left join command q on q.organisation_id = m.actor_organisation_id and q.key = m.command_key
      left join organisation b on b.id = q.by_organisation_id
     order by ${'lot' in of ? sql`m.seq desc` : sql`m.at desc, m.lot_public_id desc, m.seq desc`}`);
  const lines = [...rows].slice(0, limit).map(toLine);
  const last = lines.at(-1);
  const next = rows.length > limit && last ? { at: last.at, lot: last.lot.publicId, seq: last.seq } : null;
  return { lines, next };
}

interface LineRow extends Omit<StatementLine, 'lot'>, Record<string, unknown> {
  lotPublicId: string;
  lotTitle: string;
}

const toLine = ({ lotPublicId, lotTitle, ...line }: LineRow): StatementLine => ({
  ...line,
  lot: { publicId: lotPublicId, title: lotTitle },
});

/** The month is the site's: from its first midnight to the next month's. */
function narrowed({ account, kind, month }: StatementFilter, zone: string): SQL {
  const first = sql`${`${month}-01`}::date`;
  return sql.join(
    [
      sql`true`,
      ...(account ? [sql`${account} in (m.src, m.dst)`] : []),
      ...(kind ? [sql`m.kind = ${kind}`] : []),
      ...(month
        ? [
            sql`m.at >= ${first}::timestamp at time zone ${zone}::text`,
            sql`m.at < (${first} + interval '1 month')::timestamp at time zone ${zone}::text`,
          ]
        : []),
    ],
    sql` and `,
  );
}

/** A taker's is of its reservation: what it still holds and what it took. */
function balanceOf(reader: StatementReader): SQL {
  if (reader !== 'taker') {
    return sql`json_build_object(${sql.join(
      BALANCES.map((one) => sql.raw(`'${one}', m.${one}`)),
      sql`, `,
    )})`;
  }
  return sql`(select json_build_object('held', sum(u.qty * ((u.dst = 'held')::int - (u.src = 'held')::int)),
                                       'collected', sum(u.qty * ((u.dst = 'collected')::int - (u.src = 'collected')::int)))
                from ledger.movement u where u.reservation_id = m.reservation_id and u.seq <= m.seq)`;
}

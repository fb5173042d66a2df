import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { RemovalConditions } from '#app/domain/lots/views.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { mayReadTakers } from './policy.ts';
import type { WaitingState } from './vocabulary.ts';

/** A place in the waitlist of a lot, for the organisation that waits there. Quantities in thousandths. */
export interface PlaceView {
  publicId: string;
  state: WaitingState;
  quantityMilli: number;
  acceptLess: boolean;
  unit: Unit;
  /** others who are offered something before; null for who does not wait */
  ahead: number | null;
  lot: { publicId: string; title: string; family: string };
  holder: string;
  commune: string;
  zone: string;
  joinedAt: string;
  offer: { quantityMilli: number; expiresAt: string } | null;
  /** the reservation that an offer has become */
  reservation: string | null;
  /** what the lot now asks of whoever takes it down, when it is not what was accepted on joining */
  conditions: { said: RemovalConditions; digest: string } | null;
}

// what is past its deadline has lapsed, though no job has said so yet
const lapsed = sql`(o.expires_at <= ledger.clock() and not o.expiry_suspended)`;
const keeps = sql`(o.qty < w.qty and not w.accept_less)`;
const place: SQL = sql`
  w.public_id as "publicId", case when ${lapsed} is not true then w.state when ${keeps} then 'waiting' else 'lapsed' end as state,
  w.qty as "quantityMilli", w.accept_less as "acceptLess", l.unit,
  case when w.state = 'waiting' or (${lapsed} and ${keeps}) then
    (select count(*) from ledger.waiting x where x.lot_id = w.lot_id and x.state = 'waiting' and x.id < w.id) end as ahead,
  json_build_object('publicId', l.public_id, 'title', l.title, 'family', l.family_code) as lot, h.name as holder, c.name as commune,
  zone_of(c.departement_code) as zone, to_json(w.joined_at) #>> '{}' as "joinedAt",
  case when o.id is not null and not ${lapsed} then json_build_object('quantityMilli', o.qty, 'expiresAt', o.expires_at) end as offer,
  case when w.state = 'taken' then (select r.public_id from ledger.reservation r where r.waiting_id = w.id order by r.id desc limit 1) end as reservation,
  case when removal_digest(l) is distinct from w.ticked and removal_digest(l) is not null
    then json_build_object('said', removal_conditions(l), 'digest', removal_digest(l)) end as conditions`;
const joins: SQL = sql`
  join lot l on l.id = w.lot_id join commune c on c.code = l.commune_code join organisation h on h.id = w.holder_organisation_id
  left join ledger.reservation o on o.waiting_id = w.id and o.state = 'offered'`;

/** Who may have places: an organisation's own people. */
const waiterOf = (ctx: Ctx): number | null => {
  const { organisation, onBehalf } = ctx.actor;
  return !organisation || organisation.role === 'analyst' || onBehalf ? null : organisation.id;
};

/** The open places of the acting organisation, what is offered first. */
export async function myPlaces(ctx: Ctx): Promise<PlaceView[]> {
  const me = waiterOf(ctx);
  if (me === null) return [];
  return [
    ...(await ctx.db.execute<PlaceView & Record<string, unknown>>(sql`
      select ${place} from ledger.waiting w ${joins}
       where w.taker_organisation_id = ${me} and w.state in ('waiting', 'offered')
       order by (w.state = 'offered') desc, o.expires_at, w.id desc limit 200`)),
  ];
}

/** One place, for its organisation; null for everyone else. */
export async function placePage(ctx: Ctx, publicId: string): Promise<PlaceView | null> {
  const me = waiterOf(ctx);
  if (me === null) return null;
  const [row] = await ctx.db.execute<PlaceView & Record<string, unknown>>(sql`
    select ${place} from ledger.waiting w ${joins}
     where w.public_id = ${publicId}::uuid and w.taker_organisation_id = ${me}`);
  return row ?? null;
}

/** How many wait for a lot, and the reader's own place there. No names. */
export async function lineOf(
  ctx: Ctx,
  lotPublicId: string,
): Promise<{ waiting: number; mine: string | null }> {
  const [row] = await ctx.db.execute<{ waiting: number; mine: string | null }>(sql`
    select count(*) filter (where w.state = 'waiting') as waiting,
           min(w.public_id::text) filter (where w.taker_organisation_id = ${waiterOf(ctx)}) as mine
      from ledger.waiting w join lot l on l.id = w.lot_id
     where l.public_id = ${lotPublicId}::uuid and w.state in ('waiting', 'offered')`);
  return row ?? { waiting: 0, mine: null };
}

/** One line of the list as its holder reads it. */
export interface WaiterView {
  publicId: string;
  name: string;
  kind: string;
  slug: string;
  quantityMilli: number;
  acceptLess: boolean;
  joinedAt: string;
  /** what is offered now, until when */
  offer: { quantityMilli: number; expiresAt: string } | null;
}

/** The waitlist of a lot in its order, for its holder. */
export async function waitersOf(ctx: Ctx, lotPublicId: string): Promise<WaiterView[]> {
  const organisation = ctx.actor.organisation;
  if (!organisation || organisation.role === 'analyst' || !mayReadTakers(ctx.actor)) return [];
  return [
    ...(await ctx.db.execute<WaiterView & Record<string, unknown>>(sql`
      select w.public_id as "publicId", k.name, k.kind, k.slug, w.qty as "quantityMilli", w.accept_less as "acceptLess",
             to_json(w.joined_at) #>> '{}' as "joinedAt",
             case when o.id is not null and not ${lapsed} then json_build_object('quantityMilli', o.qty, 'expiresAt', o.expires_at) end as offer
        from ledger.waiting w join lot l on l.id = w.lot_id join organisation k on k.id = w.taker_organisation_id
        left join ledger.reservation o on o.waiting_id = w.id and o.state = 'offered'
       where l.public_id = ${lotPublicId}::uuid and w.holder_organisation_id = ${organisation.id}
         and w.state in ('waiting', 'offered') order by (w.state = 'offered') desc, w.id`)),
  ];
}

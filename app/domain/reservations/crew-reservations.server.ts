import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import type { Confirmation } from './views.ts';
import type { HandoverState } from './vocabulary.ts';

/** Who comes for what: a first name, an organisation when there is one, and the material. Nothing else of the taker. */
export interface CrewReservation {
  publicId: string;
  firstName: string | null;
  organisation: string | null;
  lot: string;
  lotPublicId: string;
  quantityMilli: number;
  unit: Unit;
  massBasis: 'measured' | 'declared' | 'default';
  expiresAt: string;
  handover: HandoverState | null;
  /** the holder's side has already said what was taken */
  said: boolean;
  holder: Confirmation | null;
  taker: Confirmation | null;
}

const side = (name: 'holder' | 'taker') => {
  const at = (column: string) => sql.raw(`d.${name}_${column}`);
  return sql`case when ${at('at')} is not null then json_build_object('qtyMilli', ${at('qty')}, 'massG', ${at('mass_g')},
    'evidence', ${at('evidence')}, 'pickedUpOn', ${at('picked_up_on')}, 'identicalUse', ${at('identical_use')}, 'at', ${at('at')}) end`;
};

const columns = sql`
  r.public_id as "publicId", split_part(trim(p.name), ' ', 1) as "firstName", case when k.kind <> 'private_person' then k.name end as organisation,
  l.title as lot, l.public_id as "lotPublicId", case when r.held > 0 then r.held else r.qty end as "quantityMilli", l.unit, l.mass_basis as "massBasis",
  to_json(r.expires_at) #>> '{}' as "expiresAt", d.state as handover, d.holder_at is not null as said,
  ${side('holder')} as holder, ${side('taker')} as taker`;
const joins = sql`
  join lot l on l.id = r.lot_id join organisation k on k.id = r.taker_organisation_id left join person p on p.id = coalesce(who_follows(r.taker_organisation_id, r.taker_person_id), r.taker_person_id)
  left join ledger.handover d on d.reservation_id = r.id and d.state <> 'cancelled'`;

const onSite = (ctx: Ctx) => sql`l.site_id = ${ctx.actor.onBehalf?.siteId ?? refuse('not-found')}`;

/** What may leave: accepted reservations of the crew's site, those that end first at the top. */
export async function leavingFrom(ctx: Ctx): Promise<CrewReservation[]> {
  const rows = await ctx.db.execute<CrewReservation & Record<string, unknown>>(sql`
    select ${columns} from ledger.reservation r ${joins}
     where ${onSite(ctx)} and r.state in ('accepted', 'scheduled') and (r.expiry_suspended or r.expires_at > ledger.clock())
     order by r.expires_at, r.id limit 200`);
  return [...rows];
}

export async function crewReservation(ctx: Ctx, publicId: string): Promise<CrewReservation> {
  const [row] = await ctx.db.execute<CrewReservation & Record<string, unknown>>(sql`
    select ${columns} from ledger.reservation r ${joins}
     where ${onSite(ctx)} and r.public_id = ${publicId}::uuid and r.state in ('accepted', 'scheduled', 'handed_over')`);
  return row ?? refuse('not-found');
}

import { eq, getTableColumns, sql } from 'drizzle-orm';
import type { ActingOrganisation, ActingPerson, Actor, Ctx } from '#app/domain/context.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { isRefusal, Refusal, refuse } from '#app/domain/refusal.ts';
import { reservationDraft } from '#db/tables/lots.ts';
import type { Purpose, Substitution } from '../vocabulary.ts';
import { hashOfToken } from './request-as-guest.server.ts';
import { type Reserved, reserveLot } from './reserve-lot.server.ts';

export interface DraftView {
  publicId: string;
  lot: { publicId: string; title: string; unit: Unit; leftMilli: number };
  quantityMilli: number;
  name: string;
  email: string;
  confirmed: boolean;
  expired: boolean;
  closed: boolean;
  /** the holder asks for something else than what was ticked: the request must be made again */
  conditionsChanged: boolean;
  /** the reservation it became, for whoever made it and is signed in */
  reservationPublicId: string | null;
}

/** What the link's page shows before the button is pressed: following a link changes nothing by itself. */
export async function draftOf(ctx: Ctx, token: string): Promise<DraftView | null> {
  const [row] = await ctx.db.execute<DraftView & Record<string, unknown>>(sql`
    select d.public_id as "publicId", d.quantity_milli as "quantityMilli", d.name, d.email,
           d.confirmed_at is not null as confirmed, d.expires_at <= ledger.clock() as expired,
           l.status = 'withdrawn' or v.id is null or (l.removal = 'by_taker' and l.private_removal_reason is null) as closed,
           removal_digest(l) is distinct from d.conditions_digest and removal_digest(l) is not null as "conditionsChanged",
           (select r.public_id from ledger.reservation r where r.id = d.reservation_id
               and r.taker_organisation_id = ${ctx.actor.organisation?.id ?? null}::bigint) as "reservationPublicId",
           json_build_object('publicId', l.public_id, 'title', l.title, 'unit', l.unit, 'leftMilli', ledger.left_of(l.id)) as lot
      from reservation_draft d join lot l on l.id = d.lot_id left join visible_lots(null) v on v.id = l.id
     where d.token_hash = ${hashOfToken(token)}`);
  return row ?? null;
}

interface GuestActor {
  person: ActingPerson;
  organisation: ActingOrganisation;
}

/** Makes the person known (no password) and opens their session; the accounts module's own command. */
export type Welcome<Guest> = (
  tx: Ctx,
  who: { name: string; email: string; phone?: string; communeCode: string },
) => Promise<Guest>;

/**
 * The mail's link was followed and its button pressed: in one transaction the person becomes known and the request
 * leaves, or neither. The draft's own public id is the idempotency key: pressing twice, or in two tabs, makes one
 * reservation. A refusal (nothing left) keeps the link usable.
 */
export async function confirmGuestRequest<Guest extends GuestActor>(
  ctx: Ctx,
  token: string,
  welcome: Welcome<Guest>,
): Promise<{ reserved: Reserved; guest: Guest }> {
  return ctx.db.transaction(async (db) => {
    const [draft] = await db
      .select({ ...getTableColumns(reservationDraft), expired: sql<boolean>`expires_at <= ledger.clock()` })
      .from(reservationDraft)
      .where(eq(reservationDraft.tokenHash, hashOfToken(token)))
      .for('update');
    if (!draft) return refuse('link-expired');
    if (draft.confirmedAt) return refuse('already-done');
    if (draft.expired) return refuse('link-expired');
    const tx: Ctx = { ...ctx, db, locale: draft.locale };
    const [lot] = await db.execute<{ publicId: string }>(
      sql`select public_id as "publicId" from lot where id = ${draft.lotId}`,
    );
    if (!lot) return refuse('not-found');
    const { name, email, phone, communeCode } = draft;
    const guest = await welcome(tx, { name, email, phone: phone ?? undefined, communeCode });
    const actor: Actor = { person: guest.person, organisation: guest.organisation, via: 'session' };
    const reserved = await reserveLot({ ...tx, actor }, lot.publicId, {
      key: draft.publicId,
      input: {
        quantity: draft.quantityMilli,
        purpose: draft.purpose as Purpose,
        substitution: (draft.substitution as Substitution | null) ?? undefined,
        note: draft.note ?? undefined,
        communeCode,
        conditions: draft.conditionsDigest ?? undefined,
      },
    }).catch(onTop);
    await db.execute(sql`
      update reservation_draft set confirmed_at = ledger.clock(),
             reservation_id = (select id from ledger.reservation where public_id = ${reserved.publicId}::uuid)
       where id = ${draft.id}`);
    return { reserved, guest };
  });
}

/** The link's page has no field to put a refusal beside. */
function onTop(error: unknown): never {
  if (!isRefusal(error)) throw error;
  const { field: _field, ...details } = error.details;
  throw new Refusal(error.code, details);
}

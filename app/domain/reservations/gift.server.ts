import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { offeringFactsOf } from '#app/domain/lots/offering-of-lot.server.ts';
import { type GiftVerdict, giftVerdict } from '#app/domain/materials/offering.ts';
import type { GiftClause } from '#app/domain/materials/vocabulary.ts';
import { type Claimed, withCheckedRights } from '#app/domain/organisations/policy.ts';
import { refuse } from '#app/domain/refusal.ts';
import { giftBasis } from '#db/tables/ledger.ts';
import type { GiftInput } from './gift-schema.ts';

/** What the law asks before this lot, free and a public owner's, goes to this organisation; null when it asks nothing. */
async function giftTo(
  ctx: Ctx,
  lotId: number,
  takerOrganisationId: number,
  reservationId: number | null = null,
): Promise<GiftVerdict | null> {
  const { facts: known, rules } = await offeringFactsOf(ctx, lotId);
  const facts = { ...known, free: reservationId === null ? known.free : await madeFree(ctx, reservationId) };
  if (!facts.free) return null;
  const [recipient] = await ctx.db.execute<Claimed & Record<string, unknown>>(sql`
    select kind, legal_status as "legalStatus", social_economy as "socialEconomy", verified_at is not null as verified
      from organisation where id = ${takerOrganisationId}`);
  return recipient ? giftVerdict(facts, withCheckedRights(recipient), rules) : null;
}

/** What was announced as a gift when it was asked for stays one, whatever the lot costs since. */
async function madeFree(ctx: Ctx, reservationId: number): Promise<boolean> {
  const [row] = await ctx.db.execute<{ free: boolean | null }>(
    sql`select announced_price_cents = 0 as free from ledger.reservation where id = ${reservationId}`,
  );
  return row?.free === true;
}

/**
 * Asked before a request: a recipient whom the rule excludes is told so, and no gift of a public owner is accepted by
 * a machine. Anyone else may ask; the holder justifies when accepting.
 */
export async function refuseUnfitRecipient(
  ctx: Ctx,
  { id, acceptMode }: { id: number; acceptMode: 'ask' | 'at_once' },
  takerOrganisationId: number,
): Promise<void> {
  const gift = await giftTo(ctx, id, takerOrganisationId);
  if (!gift) return;
  if (gift.clauses.length === 0 && gift.terms.otherwise === 'refuse') refuse('recipient-not-eligible');
  if (acceptMode === 'at_once') refuse('gift-needs-answer');
}

export interface GiftView {
  rule: string;
  reason: { fr: string; en: string };
  basis: { fr: string; en: string };
  clauses: GiftClause[];
  unitValueMaxCents: number;
}

/** For the holder's page: what has to be said before this request can be accepted; null when nothing has. */
export async function giftAsked(
  ctx: Ctx,
  { id, lotId, takerOrganisationId }: Reserved,
): Promise<GiftView | null> {
  const gift = await giftTo(ctx, lotId, takerOrganisationId, id);
  if (!gift) return null;
  const { rule, reason, basis, clauses, terms } = gift;
  return { rule, reason, basis, clauses, unitValueMaxCents: terms.unitValueMaxCents };
}

/** Whether a gift of this lot has to be justified, whoever asks: told before the request. */
export async function isPublicGift(ctx: Ctx, lotId: number): Promise<boolean> {
  const { facts, rules } = await offeringFactsOf(ctx, lotId);
  const anyone = { kind: 'private_person', legalStatus: 'private_person', socialEconomy: false } as const;
  return facts.free && giftVerdict(facts, anyone, rules) !== null;
}

export interface GiftBasis {
  clause: GiftClause | null;
  unitValueCents: number | null;
  decisionRef: string | null;
  justification: string | null;
  at: string;
}

/** What was said of a gift when it was accepted, for both sides; null when nothing had to be. */
export async function giftBasisOf(ctx: Ctx, reservationId: number): Promise<GiftBasis | null> {
  const [row] = await ctx.db.execute<GiftBasis & Record<string, unknown>>(sql`
    select clause, unit_value_cents as "unitValueCents", decision_ref as "decisionRef", justification,
           to_json(at) #>> '{}' as at from gift_basis where reservation_id = ${reservationId}`);
  return row ?? null;
}

interface Reserved {
  id: number;
  lotId: number;
  takerOrganisationId: number;
}

/** Keeps why this gift may be made, in the transaction of its acceptance; refuses while it is not said, or not so. */
export async function keepGiftBasis(
  ctx: Ctx,
  reservation: Reserved,
  said: GiftInput | undefined,
): Promise<void> {
  const gift = await giftTo(ctx, reservation.lotId, reservation.takerOrganisationId, reservation.id);
  if (!gift) return;
  const organisation = ctx.actor.organisation ?? refuse('not-found');
  const { giftBasis: basis, giftUnitValue, giftDecision, giftJustification } = said ?? {};
  if (!basis) return refuse('gift-basis-needed', { field: 'giftBasis' });
  const common = {
    reservationId: reservation.id,
    rule: gift.rule,
    organisationId: organisation.id,
    personId: ctx.actor.person?.id ?? null,
  };
  if (basis === 'justified') {
    if (!giftJustification || giftJustification.length < 20)
      return refuse('gift-basis-needed', { field: 'giftJustification' });
    await ctx.db.insert(giftBasis).values({ ...common, justification: giftJustification });
    return;
  }
  if (!gift.clauses.includes(basis)) return refuse('gift-clause-unfit', { field: 'giftBasis' });
  if (giftUnitValue === undefined || !giftDecision)
    return refuse('gift-basis-needed', { field: giftDecision ? 'giftUnitValue' : 'giftDecision' });
  if (giftUnitValue > gift.terms.unitValueMaxCents)
    return refuse('gift-value-over', { field: 'giftUnitValue' });
  await ctx.db
    .insert(giftBasis)
    .values({ ...common, clause: basis, unitValueCents: giftUnitValue, decisionRef: giftDecision });
}

import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import {
  blocksOffer,
  type OfferingFacts,
  type OfferingRule,
  type OfferingVerdict,
  offeringVerdict,
} from '#app/domain/materials/offering.ts';
import { offeringRules } from '#app/domain/materials/offering-rules.server.ts';
import { Refusal, refuse } from '#app/domain/refusal.ts';

export type Verdict = OfferingVerdict;

type Row = OfferingFacts & { lotId: number; publicId: string; title: string; status: string };

/** Facts of lots `l` chosen by `where`: what was declared, its building, whose it is, and the documents of the lot or of its site. */
async function factsOf(ctx: Ctx, where: SQL): Promise<Row[]> {
  const rows = await ctx.db.execute<Row & Record<string, unknown>>(sql`
    select l.id as "lotId", l.public_id as "publicId", l.title, l.status, l.type_code as "typeCode", l.family_code as "familyCode",
           json_build_object('asbestos', coalesce(m.asbestos_risk, 'none') <> 'none', 'lead', coalesce(m.lead_risk, 'none') <> 'none',
                             'other', m.other_hazard, 'listingPolicy', m.listing_policy) as "typeRisks",
           w.permit_year as "permitYear", l.asbestos, l.lead, l.other_pollutants as "otherPollutants", l.waste_code as "wasteCode",
           l.quantity_milli as "quantityMilli", l.unit, w.title_status as "ownerStatus", o.legal_status as "holderStatus",
           coalesce(l.price_cents = 0, false) as free, accept_mode_of(l) = 'at_once' as "acceptsAtOnce", l.title as designation,
           array_remove(array(select d.kind from lot_document d where d.lot_id = l.id)
             || case when w.asbestos_survey_ref is not null then 'asbestos_survey' end
             || case when w.lead_survey_ref is not null then 'lead_survey' end, null) as documents
      from lot l join material_type m on m.code = l.type_code join organisation o on o.id = l.organisation_id
      join lot_title w on w.lot_id = l.id
     where ${where}`);
  return [...rows];
}

/** What the rules in force today say of a lot. `lotId` internal; the caller has checked who may read. */
export async function offeringOfLot(ctx: Ctx, lotId: number): Promise<Verdict> {
  const [facts] = await factsOf(ctx, sql`l.id = ${lotId}`);
  if (!facts) return refuse('not-found');
  return offeringVerdict(facts, await offeringRules(ctx.db));
}

/** A free lot's facts and the rules, for what a gift asks of its recipient. */
export async function offeringFactsOf(
  ctx: Ctx,
  lotId: number,
): Promise<{ facts: OfferingFacts; rules: OfferingRule[] }> {
  const [facts] = await factsOf(ctx, sql`l.id = ${lotId}`);
  if (!facts) return refuse('not-found');
  return { facts, rules: await offeringRules(ctx.db) };
}

/**
 * Throws when one of these lots may not be offered, naming the first rule that says so. Called in the transaction that
 * offers them, after the lots are locked.
 */
export async function refuseUnoffered(ctx: Ctx, lotIds: readonly number[]): Promise<void> {
  const [first] = (await unofferedOf(ctx, lotIds)).values();
  if (first) throw first;
}

/** Those of these lots that may not be offered, each with its refusal, which names the first rule that says so. */
export async function unofferedOf(ctx: Ctx, lotIds: readonly number[]): Promise<Map<number, Refusal>> {
  const rules = await offeringRules(ctx.db);
  const refused = new Map<number, Refusal>();
  for (const facts of await factsOf(ctx, sql`l.id = any(${sql.param(`{${lotIds.join(',')}}`)}::bigint[])`)) {
    const said = offeringVerdict(facts, rules);
    if (!blocksOffer(said)) continue;
    const [first] = said.reasons;
    const code = said.verdict === 'refuse' ? 'offering-refused' : 'offering-waits';
    const details = { rule: first?.rule, needs: first?.needs, lot: facts.publicId };
    refused.set(facts.lotId, new Refusal(code, details));
  }
  return refused;
}

/** A published lot changed so that it could not be offered now is refused; one that already could not is left to its holder. */
export async function keepOffered<T>(ctx: Ctx, lotId: number, change: () => Promise<T>): Promise<T> {
  const before = await offeringOfLot(ctx, lotId);
  const done = await change();
  if (!blocksOffer(before)) await refuseUnoffered(ctx, [lotId]);
  return done;
}

export interface QuestionedLot extends Verdict {
  publicId: string;
  title: string;
  status: string;
}

/** Lots of a site that a rule stops: drafts that cannot be published, and published ones that no longer could be. */
export async function questionedLots(ctx: Ctx, siteId: number, most = 50): Promise<QuestionedLot[]> {
  const rules = await offeringRules(ctx.db);
  const rows = await factsOf(
    ctx,
    sql`l.site_id = ${siteId} and l.status in ('draft', 'published') order by l.status desc, l.id`,
  );
  return rows
    .map(({ publicId, title, status, ...facts }) => ({
      publicId,
      title,
      status,
      ...offeringVerdict({ ...facts, designation: title }, rules),
    }))
    .filter(blocksOffer)
    .slice(0, most);
}

import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { offeringRules } from '#app/domain/materials/offering-rules.server.ts';
import { materialTypes } from '#app/domain/materials/queries.server.ts';
import type { MaterialType } from '#app/domain/materials/views.ts';
import type { DocumentKind } from '#app/domain/materials/vocabulary.ts';
import type { LegalStatus } from '#app/domain/organisations/vocabulary.ts';
import { titleOfSite } from '#app/domain/sites/ownership.server.ts';
import { type Field, isField } from './fields.ts';
import { type Guess, makeGuess } from './guess.ts';
import type { Remembered } from './header.ts';
import type { Reference } from './views.ts';

let made: { key: string; guess: Guess } | null = null;

/** The guesser is made once for a taxonomy. */
function guesserOf(types: readonly MaterialType[]): Guess {
  const key = types.map(({ code, factorVersion }) => code + factorVersion).join();
  if (made?.key !== key) made = { key, guess: makeGuess(types) };
  return made.guess;
}

interface SiteRow extends Record<string, unknown> {
  permitYear: number | null;
  documents: DocumentKind[];
  holderStatus: LegalStatus | null;
}

interface KnownRow extends Record<string, unknown> {
  ref: string;
  typeCode: string;
  title: string;
  documents: DocumentKind[];
}

/**
 * Everything lines of a site are interpreted with, as of now: the same facts of the site as publication is judged with
 * (offering-of-lot). `refs`: only these lots of the site matter.
 */
export async function referenceOf(ctx: Ctx, siteId: number, refs?: readonly string[]): Promise<Reference> {
  const wanted = refs
    ? sql`pemd_ref in (select jsonb_array_elements_text(${JSON.stringify(refs)}::jsonb))`
    : sql`pemd_ref is not null`;
  const [types, rules, title, [site], known] = await Promise.all([
    materialTypes(ctx),
    offeringRules(ctx.db),
    titleOfSite(ctx, siteId),
    ctx.db.execute<SiteRow>(sql`
      select s.permit_year as "permitYear", o.legal_status as "holderStatus",
             array_remove(array[case when s.asbestos_survey_ref is not null then 'asbestos_survey' end,
                                case when s.lead_survey_ref is not null then 'lead_survey' end], null) as documents
        from site s join organisation o on o.id = s.organisation_id where s.id = ${siteId}`),
    ctx.db.execute<KnownRow>(sql`
      select pemd_ref as ref, type_code as "typeCode", title, array(select kind from lot_document d where d.lot_id = lot.id) as documents
        from lot where site_id = ${siteId} and ${wanted} order by id`),
  ]);
  return {
    types: new Map(types.map((type) => [type.code, type])),
    guess: guesserOf(types),
    rules,
    site: {
      permitYear: site?.permitYear ?? null,
      ownerStatus: title.title?.legalStatus ?? null,
      holderStatus: site?.holderStatus ?? null,
      documents: site?.documents ?? [],
    },
    known: new Map([...known].map(({ ref, ...lot }) => [ref, lot])),
  };
}

/** What the organisation said of its columns before. */
export async function rememberedHeaders(ctx: Ctx, organisationId: number): Promise<Remembered> {
  const rows = await ctx.db.execute<{ header: string; field: string | null }>(sql`
    select header, field from diagnosis_header where organisation_id = ${organisationId} order by updated_at desc limit 1000`);
  const known = new Map<string, Field | ''>();
  for (const { header, field } of rows) {
    if (field === null) known.set(header, '');
    else if (isField(field)) known.set(header, field);
  }
  return known;
}

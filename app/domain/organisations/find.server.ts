import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { type RefusalCode, refuse } from '#app/domain/refusal.ts';
import type { LegalStatus, OrganisationKind } from './vocabulary.ts';

export interface FoundOrganisation {
  id: number;
  publicId: string;
  slug: string;
  name: string;
  kind: OrganisationKind;
  legalStatus: LegalStatus;
  siren: string | null;
}

/**
 * The organisation somebody means by its address, its short name or its exact name, accents and capitals aside. Private
 * persons are never found. Refuses beside `field` when there is none, or when several bear the name.
 */
export async function organisationMeant(
  ctx: Ctx,
  typed: string,
  field: string,
  code: RefusalCode = 'organisation-unknown',
): Promise<FoundOrganisation> {
  const slug = typed
    .replace(/^.*\/organisations\//, '')
    .replace(/[/?#].*$/, '')
    .trim();
  const rows = await ctx.db.execute<FoundOrganisation & Record<string, unknown>>(sql`
    select id, public_id as "publicId", slug, name, kind, legal_status as "legalStatus", siren from organisation
     where kind <> 'private_person' and (slug = lower(${slug}) or plain(name) = plain(${typed.trim()}))
     order by slug = lower(${slug}) desc limit 3`);
  const [first, second] = [...rows];
  if (!first) return refuse(code, { field });
  if (second && first.slug !== slug.toLowerCase()) return refuse('organisation-ambiguous', { field });
  return first;
}

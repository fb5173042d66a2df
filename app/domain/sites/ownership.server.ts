import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { type FoundOrganisation, organisationMeant } from '#app/domain/organisations/find.server.ts';
import type { LegalStatus } from '#app/domain/organisations/vocabulary.ts';
import type { SiteInput } from './schema.ts';
import type { TitleHolder } from './vocabulary.ts';

/** A person or body as the site names it; `organisation` when it has a page here. */
export interface NamedOwner {
  name: string;
  siren: string | null;
  legalStatus: LegalStatus | null;
  organisation: { publicId: string; slug: string; name: string } | null;
}

/** Whose the works are, and whose what is taken down is. Null is "not said", and is shown as such. */
export interface SiteTitle {
  owner: NamedOwner | null;
  titleHolder: TitleHolder | null;
  /** who holds title, when it is said */
  title: NamedOwner | null;
  /** the contract that says so */
  reference: string | null;
  clause: string | null;
}

interface TitleRow extends Record<string, unknown> {
  ownerName: string | null;
  ownerSiren: string | null;
  ownerStatus: LegalStatus | null;
  ownerOrganisation: NamedOwner['organisation'];
  titleHolder: TitleHolder | null;
  firmName: string | null;
  firmSiren: string | null;
  firmStatus: LegalStatus | null;
  firmOrganisation: NamedOwner['organisation'];
  reference: string | null;
  clause: string | null;
}

const asOrganisation = (alias: string) =>
  sql.raw(
    `case when ${alias}.id is not null then json_build_object('publicId', ${alias}.public_id, 'slug', ${alias}.slug, 'name', ${alias}.name) end`,
  );

/**
 * Who owns the works of a site and who holds title to what is removed. Deeds, the rules on public owners and the
 * récolement read this, never the account that typed. `siteId` internal; the caller has checked who may read.
 */
export async function titleOfSite(ctx: Ctx, siteId: number): Promise<SiteTitle> {
  const [row] = await ctx.db.execute<TitleRow>(sql`
    select s.owner_name as "ownerName", s.owner_siren as "ownerSiren", s.owner_status as "ownerStatus",
           ${asOrganisation('o')} as "ownerOrganisation", s.title_holder as "titleHolder", s.title_firm_name as "firmName",
           s.title_firm_siren as "firmSiren", coalesce(f.legal_status, 'private') as "firmStatus",
           ${asOrganisation('f')} as "firmOrganisation", s.title_reference as reference, s.title_clause as clause
      from site s left join organisation o on o.id = s.owner_organisation_id
      left join organisation f on f.id = s.title_firm_organisation_id
     where s.id = ${siteId}`);
  if (!row) return { owner: null, titleHolder: null, title: null, reference: null, clause: null };
  const owner: NamedOwner | null =
    row.ownerName === null
      ? null
      : {
          name: row.ownerName,
          siren: row.ownerSiren,
          legalStatus: row.ownerStatus,
          organisation: row.ownerOrganisation,
        };
  const firm: NamedOwner | null =
    row.firmName === null
      ? null
      : {
          name: row.firmName,
          siren: row.firmSiren,
          legalStatus: row.firmStatus,
          organisation: row.firmOrganisation,
        };
  const title = row.titleHolder === 'owner' ? owner : row.titleHolder === 'firm' ? firm : null;
  return { owner, titleHolder: row.titleHolder, title, reference: row.reference, clause: row.clause };
}

/** The columns of a site that name its owner and who holds title; what an organisation here says of itself fills what was left empty. */
export async function ownershipColumns(ctx: Ctx, input: SiteInput) {
  const owner = await meant(ctx, input.ownerOrganisation, 'ownerOrganisation', input.ownerIsUs === 'on');
  const firm = await meant(ctx, input.titleFirmOrganisation, 'titleFirmOrganisation', false);
  return {
    ownerName: input.ownerName ?? owner?.name ?? null,
    ownerSiren: input.ownerSiren ?? owner?.siren ?? null,
    ownerStatus: input.ownerStatus ?? owner?.legalStatus ?? null,
    ownerOrganisationId: owner?.id ?? null,
    titleFirmName: input.titleFirmName ?? firm?.name ?? null,
    titleFirmSiren: input.titleFirmSiren ?? firm?.siren ?? null,
    titleFirmOrganisationId: firm?.id ?? null,
  };
}

async function meant(
  ctx: Ctx,
  typed: string | undefined,
  field: string,
  us: boolean,
): Promise<FoundOrganisation | null> {
  const own = us ? ctx.actor.organisation?.slug : undefined;
  const sought = own ?? typed;
  return sought === undefined ? null : organisationMeant(ctx, sought, field);
}

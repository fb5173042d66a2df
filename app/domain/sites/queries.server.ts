import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { LegalStatus } from '#app/domain/organisations/vocabulary.ts';
import type { AcceptMode, PositionSource, SiteKind, TitleHolder, WorksKind } from './vocabulary.ts';

/** What anyone may read of a site that offers something: no address, no exact place, no contact. */
export interface SitePublicView {
  publicId: string;
  organisationId: number;
  kind: SiteKind;
  worksKind: WorksKind | null;
  name: string;
  description: string | null;
  commune: { code: string; name: string };
  departementCode: string;
  zone: string;
  publicLon: number;
  publicLat: number;
  startsOn: string | null;
  endsOn: string | null;
  status: 'open' | 'closed';
  holder: { publicId: string; slug: string; name: string; kind: string; verified: boolean };
  openLots: number;
}

/** What the site's own organisation reads. */
export interface SiteWholeView extends SitePublicView {
  id: number;
  address: string | null;
  lon: number;
  lat: number;
  positionSource: PositionSource;
  permitYear: number | null;
  floorAreaM2: number | null;
  ownerName: string | null;
  ownerSiren: string | null;
  ownerStatus: LegalStatus | null;
  ownerSlug: string | null;
  titleHolder: TitleHolder | null;
  titleFirmName: string | null;
  titleFirmSiren: string | null;
  titleFirmSlug: string | null;
  titleReference: string | null;
  titleClause: string | null;
  asbestosSurveyRef: string | null;
  leadSurveyRef: string | null;
  sortingOperator: string | null;
  pickupHours: string | null;
  accessNote: string | null;
  contactName: string | null;
  contactPhone: string | null;
  acceptMode: AcceptMode;
  version: number;
}

type Row<T> = Omit<T, 'commune' | 'holder'> & {
  communeName: string;
  communeCode: string;
  holderPublicId: string;
  holderSlug: string;
  holderName: string;
  holderKind: string;
  holderVerified: boolean;
};

/** Its lots are counted as the reader may see them. */
const publicColumns = (ctx: Ctx) => sql`
  s.public_id as "publicId", s.organisation_id as "organisationId", s.kind, s.works_kind as "worksKind", s.name, s.description,
  c.code as "communeCode", c.name as "communeName", c.departement_code as "departementCode",
  zone_of(c.departement_code) as zone, s.public_lon as "publicLon", s.public_lat as "publicLat",
  s.starts_on::text as "startsOn", s.ends_on::text as "endsOn", s.status,
  o.public_id as "holderPublicId", o.slug as "holderSlug", o.name as "holderName", o.kind as "holderKind",
  o.verified_at is not null as "holderVerified",
  (select count(*)::int from visible_lots(${ctx.actor.organisation?.id ?? null}::bigint) l
    where l.site_id = s.id and l.status = 'published'
      and (l.offer_ends_at is null or l.offer_ends_at > ledger.clock())) as "openLots"`;

const wholeColumns = sql`
  s.id, s.address, s.lon, s.lat, s.position_source as "positionSource", s.permit_year as "permitYear",
  s.floor_area_m2 as "floorAreaM2", s.owner_name as "ownerName", s.owner_siren as "ownerSiren", s.owner_status as "ownerStatus",
  (select w.slug from organisation w where w.id = s.owner_organisation_id) as "ownerSlug", s.title_holder as "titleHolder",
  s.title_firm_name as "titleFirmName", s.title_firm_siren as "titleFirmSiren",
  (select w.slug from organisation w where w.id = s.title_firm_organisation_id) as "titleFirmSlug",
  s.title_reference as "titleReference", s.title_clause as "titleClause", s.asbestos_survey_ref as "asbestosSurveyRef",
  s.lead_survey_ref as "leadSurveyRef", s.sorting_operator as "sortingOperator",
  s.pickup_hours as "pickupHours", s.access_note as "accessNote", s.contact_name as "contactName",
  s.contact_phone as "contactPhone", s.accept_mode as "acceptMode", s.version`;

/** Whoever acts for another sees the one site it was entrusted with. */
const onlyEntrusted = ({ actor: { onBehalf } }: Ctx) =>
  onBehalf ? sql`s.id = ${onBehalf.siteId}` : sql`true`;

const joins = sql`join commune c on c.code = s.commune_code join organisation o on o.id = s.organisation_id`;

function toView<T>(row: Row<T>): T {
  const {
    communeCode,
    communeName,
    holderPublicId,
    holderSlug,
    holderName,
    holderKind,
    holderVerified,
    ...rest
  } = row;
  return {
    ...rest,
    commune: { code: communeCode, name: communeName },
    holder: {
      publicId: holderPublicId,
      slug: holderSlug,
      name: holderName,
      kind: holderKind,
      verified: holderVerified,
    },
  } as T;
}

/** A site as anyone may see it: only once something there is or was visible to the reader. Null otherwise. */
export async function sitePublicView(ctx: Ctx, publicId: string): Promise<SitePublicView | null> {
  const [row] = await ctx.db.execute<Row<SitePublicView>>(sql`
    select ${publicColumns(ctx)} from site s ${joins}
     where s.public_id = ${publicId}::uuid
       and (s.organisation_id = ${ctx.actor.organisation?.id ?? null}::bigint
            or exists (select from visible_lots(${ctx.actor.organisation?.id ?? null}::bigint) l where l.site_id = s.id))`);
  return row ? toView<SitePublicView>(row) : null;
}

/** The whole site, for its own organisation; null for anyone else, as for a site that does not exist. */
export async function siteWholeView(ctx: Ctx, publicId: string): Promise<SiteWholeView | null> {
  if (!ctx.actor.organisation || ctx.actor.organisation.role === 'analyst') return null;
  const [row] = await ctx.db.execute<Row<SiteWholeView>>(sql`
    select ${publicColumns(ctx)}, ${wholeColumns} from site s ${joins}
     where s.public_id = ${publicId}::uuid and s.organisation_id = ${ctx.actor.organisation.id} and ${onlyEntrusted(ctx)}`);
  return row ? toView<SiteWholeView>(row) : null;
}

/** Sites of the acting organisation, newest first, at most 200. */
export async function mySites(ctx: Ctx): Promise<SiteWholeView[]> {
  if (!ctx.actor.organisation || ctx.actor.organisation.role === 'analyst') return [];
  const rows = await ctx.db.execute<Row<SiteWholeView>>(sql`
    select ${publicColumns(ctx)}, ${wholeColumns} from site s ${joins}
     where s.organisation_id = ${ctx.actor.organisation.id} and ${onlyEntrusted(ctx)} order by s.status desc, s.id desc limit 200`);
  return [...rows].map((row) => toView<SiteWholeView>(row));
}

import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { Capacity } from '#app/domain/organisations/vocabulary.ts';
import { mayRead } from './document-queries.server.ts';
import type { DocumentView, PhotoView, RemovalConditions } from './views.ts';
import type {
  AltBasis,
  Assembly,
  Condition,
  Family,
  LegalLine,
  Lift,
  LoadingHelp,
  LotAcceptMode,
  LotStatus,
  MassBasis,
  PollutantAnswer,
  PriceBasis,
  PriceTax,
  Removal,
  Unit,
  Vehicle,
} from './vocabulary.ts';

/** The operator looks at it before anybody else, or has refused to show it. */
export interface LotReview {
  state: 'waiting' | 'refused';
  reason: string | null;
}

/** Everything the page and the API say of one lot to whoever may see it. Place blurred; quantities in thousandths. */
export interface LotPageView {
  /** internal: for commands and further queries, never sent to a browser */
  id: number;
  organisationId: number;
  siteId: number;
  publicId: string;
  title: string;
  description: string | null;
  family: Family;
  typeCode: string;
  typeName: { fr: string; en: string };
  familyName: { fr: string; en: string };
  unit: Unit;
  quantityMilli: number;
  stepMilli: number;
  leftMilli: number;
  heldMilli: number;
  collectedMilli: number;
  unitMassG: number | null;
  massLowG: number | null;
  massHighG: number | null;
  massBasis: MassBasis;
  massSource: string | null;
  priceCents: number | null;
  priceBasis: PriceBasis;
  priceTax: PriceTax;
  vatPermille: number | null;
  negotiable: boolean;
  condition: Condition;
  ageNote: string | null;
  assembly: Assembly | null;
  lengthMm: number | null;
  widthMm: number | null;
  thicknessMm: number | null;
  building: string | null;
  level: string | null;
  room: string | null;
  reusePotential: 'none' | 'low' | 'medium' | 'high' | null;
  asbestos: PollutantAnswer;
  lead: PollutantAnswer;
  otherPollutants: string | null;
  wasteCode: string | null;
  decennialClass: string | null;
  removal: Removal;
  removalNote: string | null;
  altUnit: Unit | null;
  altAmountMilli: number | null;
  altOfMilli: number | null;
  altBasis: AltBasis | null;
  /** what removing it asks; null when it asks nothing to be ticked */
  conditions: RemovalConditions | null;
  /** of what was read: asked back when reserving, so that nobody ticks other words than these */
  conditionsDigest: string | null;
  removalTools: string | null;
  removalAccess: string | null;
  removalFloor: number | null;
  removalLift: Lift | null;
  loadingHelp: LoadingHelp | null;
  largestVehicle: Vehicle | null;
  protection: string | null;
  siteRules: string | null;
  privateRemovalReason: string | null;
  /** null for anyone but the holder: takers read it on their accepted reservation */
  pickupPlace: string | null;
  pickupHours: string | null;
  /** of this lot; the site's is `site.sortingOperator` */
  sortingOperator: string | null;
  /** the most one taker may take, all its reservations together */
  perTakerMilli: number | null;
  documents: DocumentView[];
  availableFrom: string | null;
  availableUntil: string | null;
  /** as it will be answered, its site's way included */
  acceptMode: 'ask' | 'at_once';
  /** what was chosen for this lot */
  ownAcceptMode: LotAcceptMode;
  status: LotStatus;
  legalLine: LegalLine;
  version: number;
  publishedAt: string | null;
  updatedAt: string;
  lon: number;
  lat: number;
  commune: { code: string; name: string };
  departementCode: string;
  regionCode: string;
  zone: string;
  site: {
    publicId: string;
    name: string;
    kind: 'works' | 'depot';
    endsOn: string | null;
    sortingOperator: string | null;
    acceptMode: 'ask' | 'at_once';
  };
  /** for its holder, while nobody else sees it */
  review: LotReview | null;
  holder: {
    publicId: string;
    slug: string;
    name: string;
    kind: string;
    legalStatus: string;
    capacity: Capacity;
    verified: boolean;
  };
  photos: PhotoView[];
}

const NESTED = sql`
  json_build_object('fr', t.name_fr, 'en', t.name_en) as "typeName",
  json_build_object('fr', f.name_fr, 'en', f.name_en) as "familyName",
  json_build_object('code', c.code, 'name', c.name) as commune,
  json_build_object('publicId', s.public_id, 'name', s.name, 'kind', s.kind, 'endsOn', s.ends_on, 'sortingOperator', s.sorting_operator,
                    'acceptMode', s.accept_mode) as site,
  json_build_object('publicId', o.public_id, 'slug', o.slug, 'name', o.name, 'kind', o.kind, 'legalStatus', o.legal_status,
                    'capacity', capacity_of(o.kind, o.legal_status),
                    'verified', o.verified_at is not null) as holder,
  coalesce((select json_agg(json_build_object('publicId', p.public_id, 'sha256', i.sha256, 'width', i.width, 'height', i.height,
                    'widths', i.widths, 'avif', i.avif, 'thumbhash', i.thumbhash, 'alt', p.alt_text) order by p.position, p.id)
              from lot_photo p join stored_file i on i.id = p.file_id where p.lot_id = l.id), '[]') as photos`;

const details = (ctx: Ctx) => sql`
  l.alt_unit as "altUnit", l.alt_amount_milli as "altAmountMilli", l.alt_of_milli as "altOfMilli", l.alt_basis as "altBasis",
  removal_conditions(l) as conditions, removal_digest(l) as "conditionsDigest", l.removal_tools as "removalTools",
  l.removal_access as "removalAccess", l.removal_floor as "removalFloor", l.removal_lift as "removalLift",
  l.loading_help as "loadingHelp", l.largest_vehicle as "largestVehicle", l.protection, l.site_rules as "siteRules",
  l.private_removal_reason as "privateRemovalReason", l.pickup_hours as "pickupHours", l.sorting_operator as "sortingOperator", l.per_taker_milli as "perTakerMilli",
  case when l.organisation_id = ${ctx.actor.organisation?.id ?? null}::bigint then l.pickup_place end as "pickupPlace",
  case when l.organisation_id = ${ctx.actor.organisation?.id ?? null}::bigint and l.status = 'published' and review_hides(l.id) then
    (select json_build_object('state', coalesce(r.decision, 'waiting'), 'reason', r.reason) from lot_review r where r.lot_id = l.id order by r.id desc limit 1)
  end as review,
  coalesce((select json_agg(json_build_object('publicId', d.public_id, 'kind', d.kind, 'name', d.name, 'shownTo', d.shown_to,
                    'mediaType', d.media_type, 'bytes', d.bytes, 'readable', ${mayRead(ctx)}) order by d.id)
              from lot_document d where d.lot_id = l.id), '[]') as documents`;

/** Null for a lot that does not exist or that the reader may not see: the two look the same from outside. */
export async function lotPage(ctx: Ctx, publicId: string): Promise<LotPageView | null> {
  const [row] = await ctx.db.execute<LotPageView & Record<string, unknown>>(sql`
    select l.id, l.organisation_id as "organisationId", l.site_id as "siteId", l.public_id as "publicId", l.title, l.description,
           l.family_code as family, l.type_code as "typeCode", l.unit, coalesce(l.quantity_milli, 0) as "quantityMilli",
           l.step_milli as "stepMilli",
           case when l.status = 'draft' then coalesce(l.quantity_milli, 0) else ledger.left_of(l.id) end as "leftMilli",
           case when k.lot_id is null then 0 else k.total - k.collected - k.recycled - k.landfilled - k.kept - k.lost - ledger.left_of(l.id) end as "heldMilli",
           coalesce(k.collected, 0) as "collectedMilli",
           l.unit_mass_g as "unitMassG", l.mass_low_g as "massLowG", l.mass_high_g as "massHighG",
           l.mass_basis as "massBasis", t.mass_source as "massSource",
           l.price_cents as "priceCents", l.price_basis as "priceBasis", l.price_tax as "priceTax", l.vat_permille as "vatPermille", l.negotiable, l.condition, l.age_note as "ageNote",
           l.assembly, l.length_mm as "lengthMm", l.width_mm as "widthMm", l.thickness_mm as "thicknessMm",
           l.building, l.level, l.room, l.reuse_potential as "reusePotential", l.asbestos, l.lead, l.other_pollutants as "otherPollutants",
           l.waste_code as "wasteCode", t.decennial_class as "decennialClass",
           l.removal, l.removal_note as "removalNote", ${details(ctx)},
           l.available_from::text as "availableFrom", l.available_until::text as "availableUntil",
           accept_mode_of(l) as "acceptMode", l.accept_mode as "ownAcceptMode", l.status, l.legal_line as "legalLine", l.version,
           l.published_at as "publishedAt", l.updated_at as "updatedAt",
           round(lon_of(l.public_point)::numeric, 6)::float8 as lon, round(lat_of(l.public_point)::numeric, 6)::float8 as lat,
           c.departement_code as "departementCode", c.region_code as "regionCode", zone_of(c.departement_code) as zone, ${NESTED}
      from visible_lots(${ctx.actor.organisation?.id ?? null}::bigint) l
      join material_type t on t.code = l.type_code join material_family f on f.code = l.family_code
      join commune c on c.code = l.commune_code join site s on s.id = l.site_id join organisation o on o.id = l.organisation_id
      left join ledger.stock k on k.lot_id = l.id
     where l.public_id = ${publicId}::uuid`);
  return row ?? null;
}

/** Whose a lot is that the reader may see: what a form about it has to know before it is read. */
export async function lotHolder(
  ctx: Ctx,
  publicId: string,
): Promise<{ publicId: string; organisationId: number } | null> {
  const [row] = await ctx.db.execute<{ publicId: string; organisationId: number }>(sql`
    select l.public_id as "publicId", l.organisation_id as "organisationId"
      from visible_lots(${ctx.actor.organisation?.id ?? null}::bigint) l where l.public_id = ${publicId}::uuid`);
  return row ?? null;
}

/** Of the removal conditions as they are now, for whoever says to accept them as they are; undefined when there are none. */
export async function conditionsDigest(ctx: Ctx, publicId: string): Promise<string | undefined> {
  const [row] = await ctx.db.execute<{ digest: string | null }>(sql`
    select removal_digest(l) as digest from visible_lots(${ctx.actor.organisation?.id ?? null}::bigint) l
     where l.public_id = ${publicId}::uuid`);
  return row?.digest ?? undefined;
}

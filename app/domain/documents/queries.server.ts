import { type SQL, sql } from 'drizzle-orm';
import type { Ctx, Locale } from '#app/domain/context.ts';
import { mayReadTakers } from '#app/domain/reservations/policy.ts';
import { readReservation } from './facts.server.ts';
import type { FactsOf } from './facts.ts';
import { type DocumentKind, shortNumber } from './vocabulary.ts';

/** A document for those who may read it. */
export interface DocumentLine {
  publicId: string;
  kind: DocumentKind;
  number: string;
  version: number;
  madeAt: string;
  aboutYear: number | null;
  reservation: string | null;
  lot: string | null;
  /** the number of the version that replaced it */
  replacedBy: string | null;
  /** languages it can be opened in; none while the files are being made, or once the place on it is hidden again */
  locales: Locale[];
  hidden: boolean;
}

/**
 * Whether the acting organisation may open document `d`: its own, those where it takes, and those where it holds title, slip excepted.
 * A slip that shows the place is closed again with the place. Said again by `readable` for whoever acts for another.
 */
const isSide = (
  organisation: number,
): SQL => sql`(${organisation}::bigint in (d.organisation_id, d.taker_organisation_id)
  or (d.kind <> 'slip' and d.title_organisation_id = ${organisation}::bigint))`;
const isHidden = sql`(d.kind = 'slip' and d.facts -> 'core' -> 'place' <> 'null'::jsonb
  and not coalesce((select p.taker_reads from ledger.reservation_place p where p.reservation_id = d.reservation_id), false))`;

const columns = sql`
  d.public_id as "publicId", d.kind, d.number, d.version, to_json(d.made_at) #>> '{}' as "madeAt", d.about_year as "aboutYear",
  r.public_id as reservation, d.facts -> 'material' ->> 'title' as lot, n.number as "replacedBy", ${isHidden} as hidden,
  coalesce((select array_agg(f.locale order by f.locale) from document_file f where f.document_id = d.id), '{}') as locales`;
const joins = sql`left join ledger.reservation r on r.id = d.reservation_id left join document n on n.replaces_id = d.id`;

type Raw = DocumentLine & { id: number } & Record<string, unknown>;

const shown = ({ id: _id, ...line }: Raw): DocumentLine => ({
  ...line,
  locales: line.hidden ? [] : line.locales,
});

const reader = (ctx: Ctx): number | null => {
  const { organisation } = ctx.actor;
  return organisation && organisation.role !== 'analyst' && mayReadTakers(ctx.actor) ? organisation.id : null;
};

/** Documents of a reservation whose page the reader may open, newest last; and what one of them waits for. */
export async function documentsOf(
  ctx: Ctx,
  reservationId: number,
): Promise<{ documents: DocumentLine[]; missing: DocumentKind[]; waits: 'title' | null }> {
  const me = reader(ctx);
  if (me === null) return { documents: [], missing: [], waits: null };
  const rows = await ctx.db.execute<Raw>(sql`
    select d.id, ${columns} from document d ${joins} where d.reservation_id = ${reservationId} and ${isSide(me)} order by d.id`);
  const documents = [...rows].map(shown);
  const row = await readReservation(ctx, reservationId);
  const due: DocumentKind[] = [];
  if (row && (row.state === 'accepted' || row.state === 'scheduled')) due.push('slip');
  if (row?.state === 'handed_over' && row.taken) {
    due.push('removal');
    if (row.title && row.holderId !== row.takerId) due.push('deed');
    if (row.taken.counts) due.push('certificate');
  }
  const there = new Set(documents.map(({ kind }) => kind));
  const untitled = row?.state === 'handed_over' && row.taken && row.holderId !== row.takerId && !row.title;
  return {
    documents,
    missing: due.filter((kind) => !there.has(kind)),
    waits: untitled ? 'title' : null,
  };
}

const PAGE = 50;

/** Documents of the acting organisation, newest first; `before` the public id of the last one seen. */
export async function documentsOfOrganisation(
  ctx: Ctx,
  { kind, before }: { kind: DocumentKind | null; before: string | null },
): Promise<{ documents: DocumentLine[]; next: string | null }> {
  const me = reader(ctx);
  if (me === null) return { documents: [], next: null };
  const rows = await ctx.db.execute<Raw>(sql`
    select d.id, ${columns} from document d ${joins}
     where ${isSide(me)} and (${kind}::text is null or d.kind = ${kind})
       and (${before}::uuid is null or d.id < (select b.id from document b where b.public_id = ${before}::uuid))
     order by d.id desc limit ${PAGE + 1}`);
  const documents = [...rows].slice(0, PAGE).map(shown);
  return { documents, next: rows.length > PAGE ? (documents.at(-1)?.publicId ?? null) : null };
}

/** Years of which the acting organisation may ask its statement, newest first: this one and those before, three at most. */
export async function statementYears(ctx: Ctx): Promise<number[]> {
  const me = reader(ctx);
  if (me === null) return [];
  const rows = await ctx.db.execute<{ year: number }>(sql`
    select y as year from (select extract(year from created_at)::int as first, extract(year from ledger.clock())::int as last
                             from organisation where id = ${me}) o, generate_series(greatest(first, last - 2), last) y order by y desc`);
  return [...rows].map(({ year }) => year);
}

/** Of which reservation a document is, by public id, so that a mandate on its site counts; null for a statement or a stranger's guess. */
export async function reservationOfDocument(ctx: Ctx, publicId: string): Promise<string | null> {
  const [row] = await ctx.db.execute<{ id: string }>(sql`
    select r.public_id as id from document d join ledger.reservation r on r.id = d.reservation_id where d.public_id = ${publicId}::uuid`);
  return row?.id ?? null;
}

/** Where the file of a document lies, for whoever may open it; null for everyone else, as for one that does not exist. */
export async function fileOfDocument(
  ctx: Ctx,
  publicId: string,
  locale: Locale,
): Promise<{ sha256: string; kind: DocumentKind; number: string } | null> {
  const me = reader(ctx);
  if (me === null) return null;
  const [row] = await ctx.db.execute<{ sha256: string; kind: DocumentKind; number: string }>(sql`
    select f.sha256, d.kind, d.number from document d join document_file f on f.document_id = d.id and f.locale = ${locale}
     where d.public_id = ${publicId}::uuid and ${isSide(me)} and not ${isHidden}`);
  return row ?? null;
}

type Shown = Pick<FactsOf['certificate'], 'site' | 'material'> &
  Partial<Pick<FactsOf['deed'], 'nature' | 'seller'>> &
  Pick<FactsOf['certificate'], 'holder' | 'taker'>;

export interface Verified {
  kind: DocumentKind;
  number: string;
  madeAt: string;
  zone: string;
  state: 'current' | 'superseded' | 'cancelled' | 'closed';
  /** without its random part, for a stranger */
  replacedBy: { number: string; madeAt: string } | null;
  type: { fr: string; en: string } | null;
  commune: string | null;
  quantity: { milli: number; unit: Shown['material']['unit'] } | null;
  mass: { massG: number; lowG: number; highG: number; evidence: 'A' | 'B' | 'C' | 'D' } | null;
  day: string | null;
  year: number | null;
  parties: { seller: string | null; holder: string; taker: string | null } | null;
  files: { locale: Locale; sha256: string }[];
  /** photos of the weighing ticket, of a weighed mass; which ones only for the parties */
  ticket: Ticket | null;
}

interface Ticket {
  by: 'holder' | 'taker' | 'both' | null;
  reservation: string | null;
  photos: string[];
}

interface VerifyRow extends Record<string, unknown> {
  kind: DocumentKind;
  number: string;
  madeAt: string;
  facts: Record<string, unknown>;
  aboutYear: number | null;
  open: boolean;
  replacement: { number: string; madeAt: string } | null;
  mine: boolean;
  files: Verified['files'];
  reservation: string | null;
  tickets: { side: 'holder' | 'taker'; massG: number; photo: string }[];
}

/** What may be shown of a document to whoever has its whole number; the parties only to themselves. Null when there is none. */
export async function verifyDocument(ctx: Ctx, number: string): Promise<Verified | null> {
  const me = reader(ctx);
  const [row] = await ctx.db.execute<VerifyRow>(sql`
    select d.kind, d.number, to_json(d.made_at) #>> '{}' as "madeAt", d.facts, d.about_year as "aboutYear",
      coalesce((select x.state in ('accepted', 'scheduled', 'handed_over') from ledger.reservation x where x.id = d.reservation_id), true) as open,
      (select json_build_object('number', n.number, 'madeAt', n.made_at) from document n where n.replaces_id = d.id) as replacement,
      ${me === null ? sql`false` : isSide(me)} as mine,
      coalesce((select json_agg(json_build_object('locale', f.locale, 'sha256', f.sha256) order by f.locale desc)
                  from document_file f where f.document_id = d.id), '[]') as files,
      (select x.public_id from ledger.reservation x where x.id = d.reservation_id) as reservation,
      coalesce((select json_agg(json_build_object('side', t.side, 'massG', t.mass_g, 'photo', t.public_id) order by t.id)
                  from handover_ticket t join ledger.handover h on h.id = t.handover_id
                 where h.reservation_id = d.reservation_id and h.state = 'confirmed'), '[]') as tickets
      from document d where d.number = ${number}`);
  return row ? view(row) : null;
}

function view({
  kind,
  number,
  madeAt,
  facts,
  aboutYear,
  open,
  replacement,
  mine,
  files,
  reservation,
  tickets,
}: VerifyRow): Verified {
  const common = { kind, number, madeAt, files, year: aboutYear };
  const replacedBy = replacement && {
    ...replacement,
    number: mine ? replacement.number : shortNumber(replacement.number),
  };
  if (kind === 'statement') {
    const { zone, organisation, core } = facts as unknown as FactsOf['statement'];
    const parties = mine ? { seller: null, holder: organisation.name, taker: null } : null;
    const nothing = { type: null, commune: null, quantity: null, mass: null, ticket: null };
    return {
      ...common,
      ...nothing,
      zone,
      replacedBy,
      parties,
      day: core.until,
      state: replacedBy ? 'superseded' : 'current',
    };
  }
  const about = facts as unknown as FactsOf['slip'] | FactsOf['deed'];
  const { material, site, zone, holder, taker } = about;
  const taken = 'taken' in about.core ? about.core.taken : null;
  const milli = 'taken' in about.core ? taken?.quantityMilli : about.core.quantityMilli;
  const cancelled = 'taken' in about.core && taken === null;
  const closed = kind === 'slip' && !open;
  return {
    ...common,
    zone,
    replacedBy,
    state: replacedBy ? 'superseded' : cancelled ? 'cancelled' : closed ? 'closed' : 'current',
    type: material.type,
    commune: site.commune,
    quantity: milli === undefined ? null : { milli, unit: material.unit },
    mass: taken && { massG: taken.massG, lowG: taken.lowG, highG: taken.highG, evidence: taken.evidence },
    ticket: taken?.evidence === 'A' ? ticketOf({ tickets, massG: taken.massG, mine, reservation }) : null,
    day: 'pickedUpOn' in about.core ? about.core.pickedUpOn : null,
    parties: mine
      ? { seller: 'seller' in about ? about.seller.name : null, holder: holder.name, taker: taker.name }
      : null,
  };
}

/** Those of the very mass that the document says: a ticket of words that changed proves nothing of it. */
function ticketOf({
  tickets,
  massG,
  mine,
  reservation,
}: Pick<VerifyRow, 'tickets' | 'mine' | 'reservation'> & { massG: number }): Ticket {
  const fitting = tickets.filter((one) => one.massG === massG);
  const sides = new Set(fitting.map(({ side }) => side));
  const by = sides.size > 1 ? 'both' : ([...sides][0] ?? null);
  const photos = mine ? fitting.map(({ photo }) => photo) : [];
  return { by, photos, reservation: photos.length > 0 ? reservation : null };
}

import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { LotStatus, Unit } from '#app/domain/lots/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import { canManageSite } from '#app/domain/sites/policy.ts';
import { cellsOf, placeOfField } from './cells.ts';
import type { Column } from './header.ts';
import { interpret } from './interpret.ts';
import { referenceOf } from './reference.server.ts';
import type { Cells, Draft } from './views.ts';
import type { DiagnosisState, Finding, Outcome, TypeSource, Verdict } from './vocabulary.ts';

export interface DiagnosisCard {
  publicId: string;
  fileName: string;
  bytes: number;
  state: DiagnosisState;
  problem: string | null;
  perMille: number;
  rows: number;
  skipped: number;
  accepted: number;
  questions: number;
  refused: number;
  createdAt: string;
  createdBy: string | null;
  acceptedAt: string | null;
  acceptedBy: string | null;
  withdrawnAt: string | null;
  /** when an import that was not accepted leaves by itself */
  leavesAt: string | null;
}

export interface DiagnosisView extends DiagnosisCard {
  problemFacts: Record<string, string | number> | null;
  dialect: {
    encoding?: string;
    delimiter?: string;
    sheet?: string;
    otherSheets?: number;
    headerLine?: number;
  } | null;
  columns: Column[];
  site: { publicId: string; name: string };
  /** lines that wait for a person to say what they are */
  guesses: number;
  outcomes: Partial<Record<Outcome, number>>;
  /** the original may still be downloaded */
  kept: boolean;
}

const cardColumns = sql`
  d.public_id as "publicId", d.file_name as "fileName", d.bytes, d.state, d.problem, d.per_mille as "perMille", d.rows, d.skipped,
  d.accepted, d.questions, d.refused, d.created_at as "createdAt", p.name as "createdBy",
  d.accepted_at as "acceptedAt", a.name as "acceptedBy", d.withdrawn_at as "withdrawnAt",
  case when d.state in ('read', 'refused', 'cancelled') then greatest(d.created_at, d.read_at) + interval '7 days'
       when d.state = 'withdrawn' then d.withdrawn_at + interval '7 days' end as "leavesAt"`;

/** Imports are for those who manage sites; everyone else is told nothing. */
const mine = (ctx: Ctx): SQL => {
  const { organisation } = ctx.actor;
  return organisation && organisation.role !== 'analyst'
    ? sql`d.organisation_id = ${organisation.id}`
    : sql`false`;
};

const joins = sql`left join person p on p.id = d.created_by left join person a on a.id = d.accepted_by`;

const iso = (instant: string | null): string | null => instant && new Date(instant).toISOString();

/** PostgreSQL's writing of an instant is not every browser's. */
const dated = <T extends DiagnosisCard>(card: T): T => ({
  ...card,
  createdAt: iso(card.createdAt) ?? card.createdAt,
  acceptedAt: iso(card.acceptedAt),
  withdrawnAt: iso(card.withdrawnAt),
  leavesAt: iso(card.leavesAt),
});

/** The imports of one site, newest first, at most 100. */
export async function diagnosesOfSite(ctx: Ctx, sitePublicId: string): Promise<DiagnosisCard[]> {
  const rows = await ctx.db.execute<DiagnosisCard & Record<string, unknown>>(sql`
    select ${cardColumns} from diagnosis d join site s on s.id = d.site_id ${joins}
     where s.public_id = ${sitePublicId}::uuid and ${mine(ctx)} order by d.id desc limit 100`);
  return [...rows].map(dated);
}

type Found = DiagnosisView & { id: number; siteId: number; siteName: string; sitePublicId: string };

/** One import of one site; null for a stranger as for one that does not exist. */
async function diagnosisView(
  ctx: Ctx,
  sitePublicId: string,
  publicId: string,
): Promise<(DiagnosisView & { id: number; siteId: number; kind: 'csv' | 'xlsx' }) | null> {
  const [row] = await ctx.db.execute<Found & { kind: 'csv' | 'xlsx' } & Record<string, unknown>>(sql`
    select d.id, d.site_id as "siteId", d.kind, ${cardColumns}, d.problem_facts as "problemFacts", d.dialect,
           coalesce(d.columns, '[]') as columns, s.public_id as "sitePublicId", s.name as "siteName", d.dropped_at is null as kept,
           d.guesses,
           (select coalesce(jsonb_object_agg(outcome, n), '{}') from (
              select outcome, count(*)::int as n from diagnosis_row r
               where r.diagnosis_id = d.id and d.state in ('accepted', 'withdrawing', 'withdrawn') and outcome is not null group by 1) o) as outcomes
      from diagnosis d join site s on s.id = d.site_id ${joins}
     where d.public_id = ${publicId}::uuid and s.public_id = ${sitePublicId}::uuid and ${mine(ctx)}`);
  if (!row) return null;
  const { sitePublicId: site, siteName, ...view } = row;
  return { ...dated(view), site: { publicId: site, name: siteName } };
}

/** An import for whoever may act on it, page and downloads alike. Refuses `not-found` to strangers, `forbidden` below site manager. */
export async function managedDiagnosis(ctx: Ctx, sitePublicId: string, publicId: string) {
  const found = (await diagnosisView(ctx, sitePublicId, publicId)) ?? refuse('not-found');
  const organisationId = ctx.actor.organisation?.id ?? 0;
  if (!canManageSite(ctx.actor, { organisationId, siteId: found.siteId })) refuse('forbidden');
  return found;
}

export const ROW_FILTERS = ['all', 'guess', 'question', 'refused', 'accepted'] as const;
export type RowFilter = (typeof ROW_FILTERS)[number];
const PER_PAGE = 40;

export interface RowView {
  line: number;
  verdict: Verdict;
  ref: string;
  cells: Cells;
  corrected: Cells | null;
  findings: Finding[];
  typeCode: string | null;
  typeBy: TypeSource;
  alternatives: string[];
  outcome: Outcome | null;
  lot: {
    publicId: string;
    status: LotStatus;
    unit: Unit;
    quantityMilli: number | null;
    /** what may not leave: reserved, held or gone */
    leastMilli: number | null;
  } | null;
  /** what follows from the type: null when the line is refused */
  draft: Pick<
    Draft,
    'unit' | 'quantityMilli' | 'unitMassG' | 'massBasis' | 'wasteCode' | 'massLowG' | 'massHighG'
  > | null;
}

const filters: Record<RowFilter, SQL> = {
  all: sql`true`,
  guess: sql`r.type_by = 'guess'`,
  question: sql`r.verdict = 'question'`,
  refused: sql`r.verdict = 'refused'`,
  accepted: sql`r.verdict = 'accepted'`,
};

export interface RowPage {
  rows: RowView[];
  /** lines to ask the neighbours with; null at an end */
  before: number | null;
  after: number | null;
}

type Read = Omit<RowView, 'lot' | 'draft'> & {
  lotPublicId: string | null;
  status: LotStatus;
  unit: Unit;
  quantityMilli: number | null;
  leastMilli: number | null;
};

/** Lines of an import, by keyset on the file's own line. `only`: that line alone. */
export async function diagnosisRows(
  ctx: Ctx,
  { id, siteId }: { id: number; siteId: number },
  asked: {
    show: RowFilter;
    after?: number | undefined;
    before?: number | undefined;
    only?: number | undefined;
  },
): Promise<RowPage> {
  const { show, after, before, only } = asked;
  const place =
    only !== undefined
      ? sql`r.line = ${only}`
      : before !== undefined
        ? sql`r.line < ${before} and ${filters[show]}`
        : sql`r.line > ${after ?? 0} and ${filters[show]}`;
  const found = await ctx.db.execute<Read & Record<string, unknown>>(sql`
    select r.line, r.verdict, r.ref, r.cells, r.corrected, r.findings, r.type_code as "typeCode", r.type_by as "typeBy",
           r.alternatives, r.outcome, l.public_id as "lotPublicId", l.status, l.unit, l.quantity_milli as "quantityMilli",
           k.held + k.collected + k.recycled + k.landfilled + k.kept + k.lost as "leastMilli"
      from diagnosis_row r
      left join lateral (select * from lot l where l.id = r.lot_id or (r.lot_id is null and l.site_id = ${siteId} and l.pemd_ref = r.ref)
                          order by l.id desc limit 1) l on true
      left join ledger.stock_left k on k.lot_id = l.id
     where r.diagnosis_id = ${id} and ${place} order by r.line ${before === undefined ? sql`asc` : sql`desc`} limit ${PER_PAGE + 1}`);
  const more = found.length > PER_PAGE;
  const rows = [...found].slice(0, PER_PAGE);
  if (before !== undefined) rows.reverse();
  const world = await referenceOf(ctx, siteId, []);
  return {
    rows: rows.map((row) => toView(row, world)),
    before: rows[0] && (before === undefined ? after !== undefined : more) ? rows[0].line : null,
    after: (before === undefined ? more : true) ? (rows.at(-1)?.line ?? null) : null,
  };
}

function toView(row: Read, world: Awaited<ReturnType<typeof referenceOf>>): RowView {
  const { lotPublicId, status, unit, quantityMilli, leastMilli, ...rest } = row;
  const cells = cellsOf(row.cells);
  const { draft } = interpret(cells, world, { ref: row.ref, chosen: row.typeCode });
  return {
    ...rest,
    cells,
    lot: lotPublicId ? { publicId: lotPublicId, status, unit, quantityMilli, leastMilli } : null,
    draft,
  };
}

/** Guessed types with how many lines each has and one of their designations: what "confirm" is about to say. */
export async function guessedTypes(
  ctx: Ctx,
  id: number,
): Promise<{ typeCode: string; lines: number; example: string }[]> {
  const rows = await ctx.db.execute<{ typeCode: string; lines: number; example: string }>(sql`
    select type_code as "typeCode", count(*)::int as lines, left(min(cells->>${placeOfField('designation')}::int), 120) as example
      from diagnosis_row where diagnosis_id = ${id} and type_by = 'guess' and verdict <> 'refused'
     group by 1 order by 2 desc, 1 limit 60`);
  return [...rows];
}

type ExportRow = Pick<RowView, 'line' | 'verdict' | 'ref' | 'cells' | 'findings' | 'typeCode' | 'typeBy'>;

/** Lines for a file, a bounded number at a time. */
export async function exportRows(ctx: Ctx, id: number, after: number, limit: number): Promise<ExportRow[]> {
  const rows = await ctx.db.execute<ExportRow & Record<string, unknown>>(sql`
    select line, verdict, ref, cells, findings, type_code as "typeCode", type_by as "typeBy" from diagnosis_row
     where diagnosis_id = ${id} and line > ${after} order by line limit ${limit}`);
  return [...rows].map((row) => ({ ...row, cells: cellsOf(row.cells) }));
}

import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { cellsOf } from './cells.ts';
import type { Taken } from './commands/carry-out-acceptance.server.ts';
import { interpret } from './interpret.ts';
import { asColumns, DRAFT_COLUMNS } from './lots-in.server.ts';
import type { Run } from './run.server.ts';
import type { Cells, Draft, Reference } from './views.ts';
import type { Outcome } from './vocabulary.ts';

/** A lot that already bears the reference of a line. */
interface Match extends Record<string, unknown> {
  ref: string;
  id: number;
  status: 'draft' | 'published' | 'exhausted' | 'withdrawn';
  /** lots with this reference: after a split there are several */
  same: number;
  unit: string;
  step: number;
  /** everything the ledger ever took in, and what of it may still leave */
  total: number | null;
  available: number | null;
  /** what the last accepted file said */
  cellsBefore: Cells | null;
  typeBefore: string | null;
}

interface Change {
  line: number;
  lot: number;
  outcome: Outcome;
  columns?: Record<string, unknown>;
}

/**
 * Brings lots up to date with the lines that bear their reference; returns the lines without a lot. Only what changed
 * between the two files changes: what was mended by hand since stays. An offer's stock moves through the ledger, never
 * below what is reserved, held or gone.
 */
export async function updateLots(
  ctx: Ctx,
  run: Run,
  taken: readonly Taken[],
  world: Reference,
): Promise<Taken[]> {
  const matches = await matchesOf(ctx, run, taken);
  const changes: Change[] = [];
  for (const one of taken) {
    const match = matches.get(one.ref);
    if (match) changes.push(await changeOf(ctx, run, one, match, world));
  }
  await write(ctx, run, changes);
  return taken.filter(({ ref }) => !matches.has(ref));
}

async function matchesOf({ db }: Ctx, run: Run, taken: readonly Taken[]): Promise<Map<string, Match>> {
  const refs = JSON.stringify(taken.map(({ ref }) => ref));
  // lots are locked first, in their order, as every command of the ledger does
  await db.execute(sql`
    select id from lot where site_id = ${run.work.siteId} and pemd_ref in (select jsonb_array_elements_text(${refs}::jsonb))
     order by id for no key update`);
  const rows = await db.execute<Match>(sql`
    select l.pemd_ref as ref, l.id, l.status, count(*) over (partition by l.pemd_ref)::int as same, l.unit, l.step_milli as step,
           s.available + s.held + s.collected + s.recycled + s.landfilled + s.kept + s.lost as total, s.available,
           b.cells as "cellsBefore", b.type_code as "typeBefore"
      from lot l left join ledger.stock s on s.lot_id = l.id
      left join lateral (
        select r.cells, r.type_code from diagnosis_row r join diagnosis d on d.id = r.diagnosis_id
         where r.lot_id = l.id and d.state = 'accepted' order by d.accepted_at desc limit 1) b on true
     where l.site_id = ${run.work.siteId} and l.pemd_ref in (select jsonb_array_elements_text(${refs}::jsonb))
     order by l.id desc`);
  return new Map([...rows].map((row) => [row.ref, row]));
}

async function changeOf(
  ctx: Ctx,
  run: Run,
  { line, draft }: Taken,
  match: Match,
  world: Reference,
): Promise<Change> {
  const change = { line, lot: match.id };
  if (match.same > 1 || match.status === 'withdrawn') return { ...change, outcome: 'kept' };
  const before =
    match.cellsBefore && interpret(cellsOf(match.cellsBefore), world, { chosen: match.typeBefore }).draft;
  if (match.status !== 'draft')
    return { ...change, outcome: await moveStock(ctx, run, draft, before, match) };
  const columns = changed(draft, before);
  if (Object.keys(columns).length === 0) return { ...change, outcome: 'unchanged' };
  return { ...change, outcome: 'updated', columns };
}

/** Columns that hold together: one of them changed, all of them follow the file. */
const TOGETHER: readonly (readonly (keyof Draft)[])[] = [
  ['unit', 'quantityMilli', 'stepMilli'],
  ['typeCode', 'familyCode'],
  ['unitMassG', 'massLowG', 'massHighG', 'massBasis', 'factorVersion'],
  ['availableFrom', 'availableUntil'],
];
const UPDATABLE = [
  ...Object.values(DRAFT_COLUMNS).map(([column]) => column),
  'alt_unit',
  'alt_amount_milli',
  'alt_of_milli',
  'alt_basis',
];
const NO_OTHER_UNIT = { alt_unit: null, alt_amount_milli: null, alt_of_milli: null, alt_basis: null };

function changed(draft: Draft, before: Draft | null): Record<string, unknown> {
  if (!before) return asColumns(draft);
  const names = new Set(
    (Object.keys(draft) as (keyof Draft)[]).filter((name) => draft[name] !== before[name]),
  );
  const [amount = [], , mass = []] = TOGETHER;
  // a mass is of one unit of one type
  if (names.has('unit') || names.has('typeCode')) for (const name of [...amount, ...mass]) names.add(name);
  for (const group of TOGETHER)
    if (group.some((name) => names.has(name))) for (const name of group) names.add(name);
  const columns = Object.fromEntries([...names].map((name) => [DRAFT_COLUMNS[name][0], draft[name]]));
  return draft.unit === before.unit ? columns : { ...columns, ...NO_OTHER_UNIT };
}

async function moveStock(
  ctx: Ctx,
  run: Run,
  draft: Draft,
  before: Draft | null,
  match: Match,
): Promise<Outcome> {
  const { total, available, step, unit } = match;
  if (total === null || available === null || draft.unit !== unit) return 'kept';
  if (before && before.quantityMilli === draft.quantityMilli) return 'unchanged';
  const delta = draft.quantityMilli - total;
  const milli = delta > 0 ? delta : Math.min(-delta, available);
  const whole = milli - (milli % step);
  if (whole === 0) return delta === 0 ? 'unchanged' : 'protected';
  const kind = delta > 0 ? 'add' : 'remove';
  const [row] = await ctx.db.execute<{ answer: { outcome: string } }>(sql`
    select ledger.change_stock(${run.work.organisationId}, ${run.work.acceptedBy}::bigint, ${randomUUID()}::uuid, ${match.id},
      ${kind}, ${whole}, 'diagnosis-import') as answer`);
  if (row?.answer.outcome !== 'ok') return 'protected';
  return delta > 0 || whole === -delta ? 'moved' : 'protected';
}

async function write({ db }: Ctx, run: Run, changes: readonly Change[]): Promise<void> {
  const columns = changes.filter((change) => change.columns);
  if (columns.length > 0) {
    await db.execute(sql`
      update lot l set (${sql.raw(UPDATABLE.join(', '))}) =
        (select ${sql.raw(UPDATABLE.map((name) => `p.${name}`).join(', '))} from jsonb_populate_record(l, c.columns) p),
        version = l.version + 1, updated_at = ledger.clock()
        from jsonb_to_recordset(${JSON.stringify(columns)}::jsonb) as c(lot bigint, columns jsonb)
       where l.id = c.lot and l.status = 'draft'`);
  }
  if (changes.length === 0) return;
  await db.execute(sql`
    update diagnosis_row d set lot_id = c.lot, outcome = c.outcome
      from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c(line int, lot bigint, outcome text)
     where d.diagnosis_id = ${run.work.id} and d.line = c.line`);
}

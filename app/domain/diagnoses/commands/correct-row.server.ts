import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { cellsOf, keptCells } from '../cells.ts';
import { FIELDS } from '../fields.ts';
import { interpret } from '../interpret.ts';
import { ownDiagnosis } from '../own-diagnosis.server.ts';
import { referenceOf } from '../reference.server.ts';
import { countsOf } from '../rows.server.ts';
import type { Cells } from '../views.ts';
import { type Finding, verdictOf } from '../vocabulary.ts';

interface Row extends Record<string, unknown> {
  ref: string;
  cells: Cells;
  corrected: Cells | null;
  typeCode: string | null;
  typeBy: string;
}

/**
 * Cells of one line typed again, and the type a person chose for it. What the file said is kept beside. A field that is
 * absent stays as it is; an empty one is emptied.
 */
export async function correctRow(
  ctx: Ctx,
  publicId: string,
  call: { key: string; line: number; cells: Cells; typeCode?: string | undefined },
): Promise<void> {
  await inCommand(ctx, { name: 'correct-row', key: call.key, input: { publicId, ...call } }, async (tx) => {
    const mine = await ownDiagnosis(tx, publicId, ['read']);
    const [row] = await tx.db.execute<Row>(sql`
      select ref, cells, corrected, type_code as "typeCode", type_by as "typeBy"
        from diagnosis_row where diagnosis_id = ${mine.id} and line = ${call.line}`);
    if (!row) return refuse('not-found');
    const { cells, corrected } = typed(row, call.cells);
    const ref = cells.ref?.slice(0, 60).trim() || row.ref;
    const world = await referenceOf(tx, mine.siteId, [ref]);
    if (call.typeCode && !world.types.has(call.typeCode))
      return refuse('type-unknown', { field: 'typeCode' });
    const chosen = call.typeCode ?? (row.typeBy === 'person' ? row.typeCode : null);
    const read = interpret(cells, world, { ref, chosen });
    const findings = [...read.findings, ...(await twice(tx, mine.id, call.line, ref))];
    await tx.db.execute(sql`
      update diagnosis_row set ref = ${ref}, cells = ${JSON.stringify(keptCells(cells))}::jsonb,
             corrected = ${Object.keys(corrected).length > 0 ? JSON.stringify(corrected) : null}::jsonb,
             findings = ${JSON.stringify(findings)}::jsonb, verdict = ${verdictOf(findings)}, type_code = ${read.typeCode},
             type_by = ${read.typeBy},
             alternatives = array(select jsonb_array_elements_text(${JSON.stringify(read.alternatives)}::jsonb))
       where diagnosis_id = ${mine.id} and line = ${call.line}`);
    await tx.db.execute(sql`update diagnosis set ${countsOf(mine.id)}, problem = null where id = ${mine.id}`);
  });
}

/** The line as it now reads, and what the file said of every field that differs. */
function typed(row: Row, changes: Cells): { cells: Cells; corrected: Cells } {
  const cells: Cells = { ...cellsOf(row.cells) };
  const corrected: Cells = { ...row.corrected };
  for (const field of FIELDS) {
    const text = changes[field];
    const now = cells[field] ?? '';
    if (text === undefined || text.trim() === now) continue;
    corrected[field] ??= now;
    if (corrected[field] === text.trim()) delete corrected[field];
    if (text.trim() === '') delete cells[field];
    else cells[field] = text.trim();
  }
  return { cells, corrected };
}

async function twice({ db }: Ctx, id: number, line: number, ref: string): Promise<Finding[]> {
  const [other] = await db.execute<{ line: number }>(sql`
    select line from diagnosis_row where diagnosis_id = ${id} and ref = ${ref} and line <> ${line} and verdict <> 'refused' limit 1`);
  return other ? [{ code: 'ref-twice', field: 'ref', line: other.line }] : [];
}

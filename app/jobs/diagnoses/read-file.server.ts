import { buffer } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { headerWords, type Remembered } from '#app/domain/diagnoses/header.ts';
import { interpret } from '#app/domain/diagnoses/interpret.ts';
import { referenceOf, rememberedHeaders } from '#app/domain/diagnoses/reference.server.ts';
import { atLength, countsOf, insertRows, type RowToKeep } from '#app/domain/diagnoses/rows.server.ts';
import { Overtaken, type Run } from '#app/domain/diagnoses/run.server.ts';
import { DiagnosisTable, type TableLine } from '#app/domain/diagnoses/table.ts';
import type { Interpreted, Reference } from '#app/domain/diagnoses/views.ts';
import type { FileProblem } from '#app/domain/diagnoses/vocabulary.ts';
import { asWritten } from '#app/platform/csv/write-csv.ts';
import type { Storage } from '#app/platform/storage/storage.ts';
import { originalKey } from '#app/platform/tables/original.ts';
import { type Opened, readTable, type TablePart } from '#app/platform/tables/read-table.server.ts';
import { TableError, type TableProblem } from '#app/platform/tables/table-error.ts';

/** The dry run: every line of the file, what it would become, what there is to say of it. Nothing becomes a lot. */
export async function readFile(run: Run, ctx: Ctx, storage: Storage): Promise<void> {
  const { work } = run;
  await atLength(run.db, (tx) => tx.execute(sql`delete from diagnosis_row where diagnosis_id = ${work.id}`));
  const reading = new Reading(
    run,
    await referenceOf(ctx, work.siteId),
    await rememberedHeaders(ctx, work.organisationId),
  );
  try {
    const content = await originalOf(storage, work.publicId, work.kind);
    await reading.all(readTable(content, work.kind, { words: headerWords() }));
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    await refuseFile(run, error.problem, error.details, reading);
    return;
  }
  const { problem } = reading.table;
  if (problem) return refuseFile(run, problem, {}, reading);
  if (reading.rows === 0) return refuseFile(run, 'no-rows', {}, reading);
  await finish(run, reading);
}

async function originalOf(storage: Storage, publicId: string, kind: 'csv' | 'xlsx'): Promise<Buffer> {
  const found = await storage.get(originalKey(publicId, kind));
  if (!found) throw new Error(`the original of import ${publicId} is not in storage`);
  return buffer(found.stream);
}

/** Lines read without letting go: a few milliseconds. */
const A_TURN = 50;

class Reading {
  readonly table: DiagnosisTable;
  opened: Opened = {};
  rows = 0;
  readonly #run: Run;
  readonly #world: Reference;

  constructor(run: Run, world: Reference, remembered: Remembered) {
    const { columns, headerLine, settled } = run.work;
    this.#run = run;
    this.#world = world;
    this.table = new DiagnosisTable({
      remembered,
      settled: settled && columns && headerLine ? { line: headerLine, columns } : null,
    });
  }

  /** Lines are written while the next are read. */
  async all(parts: AsyncIterable<TablePart>): Promise<void> {
    let writing: Promise<void> = Promise.resolve();
    try {
      for await (const part of parts) {
        if ('opened' in part) {
          this.opened = part.opened;
          continue;
        }
        const batch = await this.#batchOf(part.rows);
        await writing;
        if (this.table.hopeless) return;
        writing = insertRows(this.#run, batch);
        // said again below by whoever awaits it
        writing.catch(() => undefined);
        this.rows += batch.length;
        await this.#run.alive(part.share, { rows: this.rows });
      }
    } finally {
      await writing;
    }
  }

  /** Now and then everybody else gets a turn: requests, and the lines before these on their way to the database. */
  async #batchOf(rows: readonly (readonly [number, string[]])[]): Promise<RowToKeep[]> {
    const batch: RowToKeep[] = [];
    for (const [at, [line, cells]] of rows.entries()) {
      const taken = this.table.take(line, cells.map(asWritten));
      if (taken) batch.push(keep(taken, this.#world));
      if (at % A_TURN === 0) await turn();
    }
    return batch;
  }
}

function keep(taken: TableLine, world: Reference): RowToKeep {
  const { line, ref, cells } = taken;
  const read = interpret(cells, world, { ref });
  return { line, ref, cells, interpreted: { ...read, findings: [...read.findings, ...aroundOf(taken)] } };
}

/** What only its neighbours tell of a line. */
function aroundOf({ twiceOf, placeRepeated }: TableLine): Interpreted['findings'] {
  return [
    ...(twiceOf === null ? [] : [{ code: 'ref-twice' as const, field: 'ref', line: twiceOf }]),
    ...(placeRepeated ? [{ code: 'place-repeated' as const, field: 'localisation' }] : []),
  ];
}

async function refuseFile(
  run: Run,
  problem: TableProblem | FileProblem,
  facts: Record<string, string | number>,
  reading: Reading,
): Promise<void> {
  const header = reading.table.header ?? reading.table.likelyHeader;
  await atLength(run.db, async (tx) => {
    await tx.execute(sql`delete from diagnosis_row where diagnosis_id = ${run.work.id}`);
    await tx.execute(sql`
      update diagnosis set state = 'refused', problem = ${problem}, problem_facts = ${JSON.stringify(facts)}::jsonb,
             columns = ${header ? JSON.stringify(header.columns) : null}::jsonb,
             dialect = ${JSON.stringify({ ...reading.opened, headerLine: header?.line })}::jsonb,
             rows = 0, skipped = 0, accepted = 0, questions = 0, refused = 0, guesses = 0, runner = null, read_at = ledger.clock()
       where ${run.mine}`);
  });
}

async function finish(run: Run, { table, opened, rows }: Reading): Promise<void> {
  const { header, skipped } = table;
  await atLength(run.db, async (tx) => {
    const kept = await tx.execute(sql`
      update diagnosis set state = 'read', problem = null, problem_facts = null, runner = null, read_at = ledger.clock(),
             columns = ${JSON.stringify(header?.columns ?? [])}::jsonb, per_mille = 1000, rows = ${rows}, skipped = ${skipped},
             dialect = ${JSON.stringify({ ...opened, headerLine: header?.line, settled: run.work.settled })}::jsonb,
             ${countsOf(run.work.id)}
       where ${run.mine} returning 1`);
    if (kept.length === 0) throw new Overtaken();
  });
}

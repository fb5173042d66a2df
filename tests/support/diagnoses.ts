import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { cellsOf } from '#app/domain/diagnoses/cells.ts';
import { acceptDiagnosis } from '#app/domain/diagnoses/commands/accept-diagnosis.server.ts';
import { confirmTypes } from '#app/domain/diagnoses/commands/confirm-types.server.ts';
import { uploadDiagnosis } from '#app/domain/diagnoses/commands/upload-diagnosis.server.ts';
import type { Cells } from '#app/domain/diagnoses/views.ts';
import type { Finding } from '#app/domain/diagnoses/vocabulary.ts';
import { carryOutDiagnosis } from '#app/jobs/diagnoses/carry-out.server.ts';
import type { Storage } from '#app/platform/storage/storage.ts';
import { tableKind } from '#app/platform/tables/kind.ts';
import { originalKey } from '#app/platform/tables/original.ts';
import type { Acting } from './context.ts';
import type { TestDatabase } from './database.ts';

/** Files kept in memory. */
export function memoryStorage(): Storage & { files: Map<string, Buffer> } {
  const files = new Map<string, Buffer>();
  return {
    files,
    put: async (key, content) => void files.set(key, Buffer.from(content)),
    get: async (key) => {
      const found = files.get(key);
      return found
        ? { stream: Readable.from([found]), object: { bytes: found.length, type: 'text/csv' } }
        : null;
    },
    head: async (key) => (files.has(key) ? { bytes: files.get(key)?.length ?? 0, type: 'text/csv' } : null),
    delete: async (key) => void files.delete(key),
  };
}

export interface RowSeen {
  line: number;
  verdict: string;
  ref: string;
  cells: Cells;
  findings: Finding[];
  type: string | null;
  by: string;
  lot: number | null;
  outcome: string | null;
}

export interface DiagnosisSeen {
  id: number;
  state: string;
  problem: string | null;
  rows: number;
  skipped: number;
  accepted: number;
  questions: number;
  refused: number;
  columns: { header: string; field: string | null; unit?: string }[] | null;
  dialect: Record<string, unknown> | null;
}

/** One site's imports, as its manager does them, with the job run at once. */
export function importer(database: TestDatabase, { ctx }: Acting, site: { publicId: string }) {
  const storage = memoryStorage();
  const { db, owner } = database;
  const idOf = async (publicId: string) =>
    Number((await owner`select id from diagnosis where public_id = ${publicId}`)[0]?.id);
  async function send(content: Buffer | string, name = 'diagnostic.csv'): Promise<string> {
    const bytes = Buffer.from(content);
    const kind = tableKind(bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = { name, kind, bytes: bytes.length, sha256 };
    const { publicId } = await uploadDiagnosis(ctx, { key: randomUUID(), site: site.publicId, file }, (id) =>
      storage.put(originalKey(id, kind), bytes, 'text/csv'),
    );
    return publicId;
  }
  const work = async (publicId: string) => carryOutDiagnosis({ db, storage }, await idOf(publicId));
  async function seen(publicId: string): Promise<DiagnosisSeen> {
    const [row] = await owner`select * from diagnosis where public_id = ${publicId}`;
    return row as unknown as DiagnosisSeen;
  }
  async function rows(publicId: string): Promise<RowSeen[]> {
    const found = (await owner`
      select line, verdict, ref, cells, findings, type_code as type, type_by as by, lot_id as lot, outcome
        from diagnosis_row r join diagnosis d on d.id = r.diagnosis_id where d.public_id = ${publicId} order by line`) as unknown as RowSeen[];
    return [...found].map((row) => ({ ...row, cells: cellsOf(row.cells) }));
  }
  async function read(content: Buffer | string, name?: string): Promise<string> {
    const publicId = await send(content, name);
    await work(publicId);
    return publicId;
  }
  async function accept(publicId: string): Promise<void> {
    await confirmTypes(ctx, publicId, { key: randomUUID() });
    await acceptDiagnosis(ctx, publicId, { key: randomUUID() });
    await work(publicId);
  }
  const lots = () =>
    owner`select l.* from lot l join site s on s.id = l.site_id where s.public_id = ${site.publicId} order by l.id`;
  return { ctx, storage, idOf, send, work, seen, rows, read, accept, lots };
}

export const codesOf = (row: RowSeen | undefined): string[] =>
  (row?.findings ?? []).map(({ code }) => code).sort();

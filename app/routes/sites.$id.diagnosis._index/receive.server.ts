import { createHash } from 'node:crypto';
import type { Ctx } from '#app/domain/context.ts';
import { uploadDiagnosis } from '#app/domain/diagnoses/commands/upload-diagnosis.server.ts';
import { type RefusalCode, refuse } from '#app/domain/refusal.ts';
import { env } from '#app/platform/env.server.ts';
import { openStorage } from '#app/platform/storage/open.server.ts';
import { type TableKind, tableKind } from '#app/platform/tables/kind.ts';
import { TABLE_LIMITS } from '#app/platform/tables/limits.ts';
import { ORIGINAL_TYPES, originalKey } from '#app/platform/tables/original.ts';
import { TableError, type TableProblem } from '#app/platform/tables/table-error.ts';

/** What the first bytes already tell is said beside the field, at once; the rest is the job's to find. */
const REFUSALS: Partial<Record<TableProblem, RefusalCode>> = {
  'empty-file': 'table-empty',
  'too-large': 'table-too-large',
  encrypted: 'table-encrypted',
  'old-excel': 'table-old-excel',
  'open-document': 'table-open-document',
  'other-type': 'table-other-type',
};

/** Keeps the file and asks for its dry run. */
export async function receive(
  ctx: Ctx,
  site: string,
  file: File,
  key: string,
): Promise<{ publicId: string }> {
  if (file.size > TABLE_LIMITS.bytes) refuse('table-too-large', { field: 'file' });
  const content = Buffer.from(await file.arrayBuffer());
  const kind = kindOf(content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const storage = openStorage(env);
  return uploadDiagnosis(
    ctx,
    { key, site, file: { name: file.name, kind, bytes: content.length, sha256 } },
    (publicId) => storage.put(originalKey(publicId, kind), content, ORIGINAL_TYPES[kind]),
  );
}

function kindOf(content: Buffer): TableKind {
  try {
    return tableKind(content);
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return refuse(REFUSALS[error.problem] ?? 'table-other-type', { field: 'file' });
  }
}

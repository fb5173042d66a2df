import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import type { Field } from '../fields.ts';
import { columnOf, headerKey } from '../header.ts';
import { ownDiagnosis } from '../own-diagnosis.server.ts';

/** Which field each column feeds, as a person settled it: read again with it, and remembered for the organisation. */
export async function mapColumns(
  ctx: Ctx,
  publicId: string,
  { key, fields }: { key: string; fields: readonly (Field | null)[] },
): Promise<void> {
  await inCommand(ctx, { name: 'map-columns', key, input: { publicId, fields } }, async (tx) => {
    const mine = await ownDiagnosis(tx, publicId, ['read', 'refused']);
    const before = mine.columns ?? [];
    if (before.length === 0 || fields.length !== before.length || !mine.headerLine)
      return refuse('changed-meanwhile');
    const given = fields.filter((field) => field !== null);
    if (new Set(given).size !== given.length) return refuse('column-twice');
    for (const needed of ['designation', 'quantite'] as const) {
      if (!given.includes(needed)) return refuse('column-needed', { column: needed });
    }
    const columns = before.map(({ header }, at) => columnOf(header, fields[at] ?? null));
    await remember(tx, mine.organisationId, columns);
    await tx.db.execute(sql`
      update diagnosis set state = 'waiting', runner = null, beat_at = ledger.clock(), problem = null,
             columns = ${JSON.stringify(columns)}::jsonb, dialect = dialect || '{"settled": true}'::jsonb
       where id = ${mine.id}`);
  });
}

async function remember(
  { db }: Ctx,
  organisationId: number,
  columns: readonly { header: string; field: Field | null }[],
) {
  const known = new Map(columns.map(({ header, field }) => [headerKey(header).slice(0, 120), field]));
  known.delete('');
  const rows = [...known].map(([header, field]) => ({ header, field }));
  await db.execute(sql`
    insert into diagnosis_header (organisation_id, header, field)
    select ${organisationId}, header, field from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(header text, field text)
    on conflict (organisation_id, header) do update set field = excluded.field, updated_at = ledger.clock()`);
}

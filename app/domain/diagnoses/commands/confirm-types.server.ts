import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { ownDiagnosis } from '../own-diagnosis.server.ts';
import { countsOf, withoutCode } from '../rows.server.ts';

/** A person says that guesses are right: all of them, those of one type, or that of one line. Returns how many. */
export async function confirmTypes(
  ctx: Ctx,
  publicId: string,
  { key, line = null, typeCode = null }: { key: string; line?: number | null; typeCode?: string | null },
): Promise<{ confirmed: number }> {
  return inCommand(ctx, { name: 'confirm-types', key, input: { publicId, line, typeCode } }, async (tx) => {
    const mine = await ownDiagnosis(tx, publicId, ['read']);
    await tx.db.execute(sql`set local statement_timeout = '60s'`);
    // one pass over the lines: joined to themselves, fresh ones without statistics are compared pair by pair
    const left = withoutCode('type-guessed');
    const done = await tx.db.execute(sql`
      update diagnosis_row set type_by = 'person', findings = ${left},
             verdict = case when verdict = 'refused' then 'refused' when jsonb_array_length(${left}) > 0 then 'question' else 'accepted' end
       where diagnosis_id = ${mine.id} and type_by = 'guess'
         and (${line}::int is null or line = ${line}::int) and (${typeCode}::text is null or type_code = ${typeCode}::text)
      returning 1`);
    await tx.db.execute(sql`update diagnosis set ${countsOf(mine.id)} where id = ${mine.id}`);
    return { confirmed: done.length };
  });
}

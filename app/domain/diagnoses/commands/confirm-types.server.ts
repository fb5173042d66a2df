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
    const done = await tx.db.execute(sql`
      with left_over as (
        select line, ${withoutCode('type-guessed')} as findings from diagnosis_row
         where diagnosis_id = ${mine.id} and type_by = 'guess'
           and (${line}::int is null or line = ${line}::int) and (${typeCode}::text is null or type_code = ${typeCode}::text))
      update diagnosis_row r set type_by = 'person', findings = o.findings,
             verdict = case when r.verdict = 'refused' then 'refused'
                            when jsonb_array_length(o.findings) > 0 then 'question' else 'accepted' end
        from left_over o where r.diagnosis_id = ${mine.id} and r.line = o.line
      returning 1`);
    await tx.db.execute(sql`update diagnosis set ${countsOf(mine.id)} where id = ${mine.id}`);
    return { confirmed: done.length };
  });
}

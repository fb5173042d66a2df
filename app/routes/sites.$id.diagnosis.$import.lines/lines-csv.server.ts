import type { Ctx } from '#app/domain/context.ts';
import { FIELDS } from '#app/domain/diagnoses/fields.ts';
import { exportRows } from '#app/domain/diagnoses/queries.server.ts';
import { offeringRules } from '#app/domain/materials/offering-rules.server.ts';
import { translator } from '#app/i18n/translator.ts';
import { csvLine } from '#app/platform/csv/write-csv.ts';
import { factsOf } from '#app/ui/diagnoses/Findings.tsx';

const AT_ONCE = 1000;

/** The 33 columns, then line, verdict and remarks; a thousand lines at a time. */
export async function* linesAsCsv(ctx: Ctx, { id }: { id: number }): AsyncGenerator<string> {
  const t = translator(ctx.locale, 'diagnoses');
  const rules = Object.fromEntries(
    (await offeringRules(ctx.db)).map(({ code, reason, basis }) => [
      code,
      { reason: reason[ctx.locale], basis: basis[ctx.locale] },
    ]),
  );
  yield `\ufeff${csvLine([...FIELDS, t('export.line'), t('export.verdict'), t('export.remarks')])}`;
  let after = 0;
  for (;;) {
    const rows = await exportRows(ctx, id, after, AT_ONCE);
    let text = '';
    for (const { line, verdict, ref, cells, findings, typeCode, typeBy } of rows) {
      const settled = typeBy !== 'guess' && typeCode ? { type_code: typeCode } : {};
      const said = { ...cells, ref, ...settled };
      const remarks = findings.map((finding) =>
        t(`finding.${finding.code}`, factsOf(ctx.locale, finding, rules)),
      );
      text += csvLine([
        ...FIELDS.map((field) => said[field]),
        line,
        t(`verdict.${verdict}`),
        remarks.join(' '),
      ]);
    }
    if (text !== '') yield text;
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1)?.line ?? after;
  }
}

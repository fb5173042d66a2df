import type { StatementFacts, StatementSide } from '#app/domain/documents/facts.ts';
import { formatDay } from '#app/i18n/dates.ts';
import { formatMass, formatMassRange, formatNumber, formatPercent } from '#app/i18n/format.ts';
import { heading, paragraph, table } from '#app/platform/pdf/blocks.server.ts';
import type { Pen } from './paper.server.ts';

export function fillStatement(pen: Pen, { organisation, core }: StatementFacts): void {
  const { doc, locale, t } = pen;
  paragraph(doc, t('statementText', { name: organisation.name, until: formatDay(locale, core.until) }));
  heading(doc, 2, t('given'));
  side(pen, core.given);
  heading(doc, 2, t('received'));
  side(pen, core.received);
  paragraph(doc, t('counts'), { size: 9 });
}

function side({ doc, locale, t, said }: Pen, { rows, total, byEvidence, aside }: StatementSide): void {
  if (rows.length === 0) paragraph(doc, t('none'));
  else {
    const figures = (of: { handovers: number; massG: number; lowG: number; highG: number }) => [
      formatNumber(locale, of.handovers),
      formatMass(locale, of.massG),
      formatMassRange(locale, of.lowG, of.highG),
    ];
    table(
      doc,
      [
        { header: t('column.type'), share: 5 },
        { header: t('column.handovers'), share: 2, right: true },
        { header: t('column.mass'), share: 2, right: true },
        { header: t('column.interval'), share: 3, right: true },
      ],
      [...rows.map((row) => [said(row.type), ...figures(row)]), [t('total'), ...figures(total)]],
    );
    const shares = byEvidence
      .filter(({ massG }) => massG > 0)
      .map(({ evidence, massG }) =>
        t('share', {
          percent: formatPercent(locale, massG / total.massG),
          grade: t(`gradeShort.${evidence}`),
        }),
      );
    if (total.massG > 0)
      paragraph(doc, t('evidence', { shares: shares.join(locale === 'fr' ? '\u202f; ' : '; ') }));
  }
  if (aside.handovers > 0)
    paragraph(doc, t('aside', { count: aside.handovers, mass: formatMass(locale, aside.massG) }));
}

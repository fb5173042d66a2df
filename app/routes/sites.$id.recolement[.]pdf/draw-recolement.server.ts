import { deadlineOf } from '#app/domain/recolement/deadline.ts';
import { shortRef } from '#app/domain/recolement/export.ts';
import { summaryOf } from '#app/domain/recolement/summary.ts';
import type { Recolement, RecolementLine } from '#app/domain/recolement/views.ts';
import { type Outcome, WASTE_OUTCOMES } from '#app/domain/recolement/vocabulary.ts';
import type { SiteWholeView } from '#app/domain/sites/queries.server.ts';
import { dayOf, formatDay, formatDayRange } from '#app/i18n/dates.ts';
import {
  formatMass,
  formatMassRange,
  formatNumber,
  formatPercent,
  formatQuantity,
} from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import { facts, heading, pageNumbers, paragraph, table } from '#app/platform/pdf/blocks.server.ts';
import { bytesOf, openPdf, type Pdf } from '#app/platform/pdf/open.server.ts';

interface Options {
  locale: Locale;
  now: Date;
}

type Words = ReturnType<typeof words>;
const words = (locale: Locale) => translator(locale, 'recolement');

/** Lines shown in each table; the export has them all. */
const MOST_ROWS = 400;

/** Owner, operation, diagnosis; then what was reused or will be, what remains, what became waste; then the proofs. */
export async function drawRecolement(
  site: SiteWholeView,
  recolement: Recolement,
  options: Options,
): Promise<Buffer> {
  const { locale, now } = options;
  const t = words(locale);
  const today = dayOf(now, site.zone);
  const doc = openPdf({
    title: t('title', { site: site.name }),
    language: locale === 'fr' ? 'fr-FR' : 'en-GB',
  });
  heading(doc, 1, t('title', { site: site.name }));
  paragraph(doc, t('pdf.asOf', { day: formatDay(locale, today), ref: shortRef('OP', site.publicId) }));
  identity(doc, site, recolement, today, options);
  results(doc, recolement, options);
  const pem = recolement.lines.filter(({ outcome }) => !WASTE_OUTCOMES.includes(outcome));
  section(doc, t('pdf.reused'), pem.filter(only('handed_over')), options);
  section(doc, t('pdf.intended'), pem.filter(only('held', 'kept')), options);
  section(doc, t('pdf.remaining'), pem.filter(only('available', 'draft', 'not_offered')), options);
  section(
    doc,
    t('pdf.waste'),
    recolement.lines.filter(({ outcome }) => WASTE_OUTCOMES.includes(outcome)),
    options,
  );
  heading(doc, 2, t('pdf.proofs'));
  paragraph(doc, t('pdf.proofsText'));
  pageNumbers(doc, t('pdf.foot', { site: site.name }));
  return bytesOf(doc);
}

const only =
  (...outcomes: Outcome[]) =>
  ({ outcome }: RecolementLine) =>
    outcomes.includes(outcome);

function identity(
  doc: Pdf,
  site: SiteWholeView,
  { diagnosis }: Recolement,
  today: string,
  { locale }: Options,
): void {
  const t = words(locale);
  const deadline = site.kind === 'works' ? deadlineOf(site.endsOn, today) : null;
  heading(doc, 2, t('pdf.owner'));
  facts(doc, [
    [t('pdf.name'), site.ownerName ?? t('pdf.unsaid')],
    ['SIREN', site.ownerSiren],
    [t('pdf.holder'), site.holder.name],
  ]);
  heading(doc, 2, t('pdf.operation'));
  facts(doc, [
    [t('pdf.name'), site.name],
    [
      t('pdf.place'),
      [site.address, `${site.commune.name} (${site.commune.code})`].filter(Boolean).join(', '),
    ],
    [t('pdf.works'), site.worksKind ? translator(locale, 'sites')(`worksKind.${site.worksKind}`) : null],
    [t('pdf.dates'), formatDayRange(locale, site.startsOn, site.endsOn) || null],
    [t('pdf.area'), site.floorAreaM2 === null ? null : `${formatNumber(locale, site.floorAreaM2)}\u202fm²`],
    [t('pdf.sorting'), site.sortingOperator],
    [t('pdf.due'), deadline && formatDay(locale, deadline.lastDay)],
  ]);
  heading(doc, 2, t('pdf.diagnosis'));
  paragraph(
    doc,
    diagnosis
      ? t('pdf.diagnosisFile', { file: diagnosis.fileName, day: formatDay(locale, diagnosis.acceptedOn) })
      : t('pdf.noDiagnosis'),
  );
}

function results(doc: Pdf, recolement: Recolement, { locale }: Options): void {
  const t = words(locale);
  const { outcomes, capture } = summaryOf(recolement);
  heading(doc, 2, t('pdf.results'));
  if (capture) {
    const rate = formatPercent(locale, capture.reusedG / capture.announcedG, 1);
    paragraph(doc, `${t('capture')}\u202f: ${rate}`, { bold: true });
    paragraph(doc, t(`method.${capture.basis}`, methodFacts(locale, capture)), { size: 9 });
  }
  table(
    doc,
    [
      { header: t('column.outcome'), share: 5 },
      { header: t('column.lines'), share: 1, right: true },
      { header: t('column.mass'), share: 2, right: true },
      { header: t('column.range'), share: 3, right: true },
    ],
    outcomes.map(({ outcome, lines, massG, lowG, highG }) => [
      t(`outcome.${outcome}`),
      formatNumber(locale, lines),
      formatMass(locale, massG),
      formatMassRange(locale, lowG, highG),
    ]),
  );
}

export const methodFacts = (
  locale: Locale,
  { reusedG, announcedG, unweighed }: { reusedG: number; announcedG: number; unweighed: number },
) => ({ reused: formatMass(locale, reusedG), announced: formatMass(locale, announcedG), unweighed });

function section(doc: Pdf, title: string, lines: readonly RecolementLine[], { locale }: Options): void {
  const t = words(locale);
  heading(doc, 2, title);
  if (lines.length === 0) {
    paragraph(doc, t('pdf.none'));
    return;
  }
  table(
    doc,
    [
      { header: t('column.what'), share: 5 },
      { header: t('column.quantity'), share: 2, right: true },
      { header: t('column.mass'), share: 2, right: true },
      { header: t('column.to'), share: 5 },
    ],
    lines
      .slice(0, MOST_ROWS)
      .map((line) => [
        [line.pemdRef, line.designation].filter(Boolean).join(' · '),
        formatQuantity(locale, line.milli, line.unit, 'short'),
        line.massG === null
          ? '–'
          : [formatMass(locale, line.massG), line.evidence].filter(Boolean).join(' · '),
        destinationOf(t, locale, line),
      ]),
  );
  if (lines.length > MOST_ROWS) paragraph(doc, t('pdf.more', { count: lines.length - MOST_ROWS }));
}

/** A private person is a commune and nothing else. */
export function destinationOf(
  t: Words,
  locale: Locale,
  { outcome, recipient, day, handover, wasteCode }: RecolementLine,
): string {
  if (WASTE_OUTCOMES.includes(outcome))
    return [t(`outcome.${outcome}`), wasteCode].filter(Boolean).join(' · ');
  if (!recipient) return t(`outcome.${outcome}`);
  const who = recipient.own ? t('own') : (recipient.name ?? t('private'));
  return [
    who,
    recipient.commune?.name,
    day && formatDay(locale, day, { short: true }),
    handover && shortRef('E', handover),
  ]
    .filter(Boolean)
    .join(' · ');
}

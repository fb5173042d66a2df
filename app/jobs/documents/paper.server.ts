import type { Both, NamedParty } from '#app/domain/documents/facts.ts';
import { shortNumber } from '#app/domain/documents/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { dayOf, formatDay } from '#app/i18n/dates.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import { env } from '#app/platform/env.server.ts';
import { figure, heading, pageNumbers, paragraph } from '#app/platform/pdf/blocks.server.ts';
import { bytesOf, openPdf, type Pdf } from '#app/platform/pdf/open.server.ts';
import { drawQr } from '#app/platform/pdf/qr.server.ts';

/** What every paper says of itself. */
export interface PaperFacts {
  number: string;
  version: number;
  replaces: string | null;
  madeAt: string;
  zone: string;
  issuer: string;
}

export const words = (locale: Locale) => translator(locale, 'papers');
export type Words = ReturnType<typeof words>;

export interface Pen {
  doc: Pdf;
  locale: Locale;
  t: Words;
  /** of both languages, the one of this paper */
  said: (both: Both) => string;
}

const QR_SIDE = 92;

/** A paper with its number, its QR code and, when it replaces another, the number of that one; `fill` draws the rest. */
export async function drawPaper(
  { number, version, replaces, madeAt, zone, issuer }: PaperFacts,
  { locale, title, fill }: { locale: Locale; title: string; fill: (pen: Pen) => void },
): Promise<Buffer> {
  const t = words(locale);
  const day = dayOf(new Date(madeAt), zone);
  const address = new URL(paths.verify(number), env.ORIGIN).href;
  const doc = openPdf({
    title: `${title} ${t('number', { number: shortNumber(number) })}`,
    language: locale === 'fr' ? 'fr-FR' : 'en-GB',
    madeAt: new Date(madeAt),
  });
  heading(doc, 1, title);
  const { top, right } = doc.page.margins;
  const x = doc.page.width - right - QR_SIDE;
  const below = doc.y;
  figure(doc, { alt: t('qrAlt', { address }), x, y: top, side: QR_SIDE }, () =>
    drawQr(doc, address, { x, y: top, side: QR_SIDE }),
  );
  doc.y = below;
  // beside the code, never under it
  doc.page.margins.right += QR_SIDE + 12;
  paragraph(doc, t('number', { number }), { bold: true });
  paragraph(doc, t('issued', { day: formatDay(locale, day), issuer }));
  if (replaces) paragraph(doc, t('replaces', { version, number: replaces }));
  paragraph(doc, t('verify', { address }), { size: 8 });
  doc.page.margins.right = right;
  doc.y = Math.max(doc.y, top + QR_SIDE) + 10;
  fill({ doc, locale, t, said: (both) => both[locale] });
  pageNumbers(doc, t('foot', { title, number }));
  return bytesOf(doc);
}

/** What a correction says never took place. */
export function fillVoid({ doc, t }: Pen, replaces: string | null): void {
  paragraph(doc, t('voidText', { number: replaces ?? '' }));
}

/** "Ville de Rennes, SIREN 213 502 388, Rennes, personne publique". */
export const partyLine = (t: Words, { name, siren, commune }: NamedParty, kind?: string): string =>
  [name, siren && t('siren', { siren: siren.replace(/(\d{3})(?=\d)/g, '$1\u202f') }), commune, kind]
    .filter(Boolean)
    .join(', ');

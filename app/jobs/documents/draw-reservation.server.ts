import type {
  AboutReservation,
  CertificateFacts,
  DeedFacts,
  HandedOver,
  Price,
  RemovalFacts,
  SlipFacts,
  Taken,
} from '#app/domain/documents/facts.ts';
import { amountOf } from '#app/domain/prices/rules.ts';
import { dayOf, formatDay, formatInstant, formatTime } from '#app/i18n/dates.ts';
import {
  formatDistance,
  formatMass,
  formatMassRange,
  formatMoney,
  formatPrice,
  formatQuantity,
} from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translator.ts';
import { heading, paragraph, terms } from '#app/platform/pdf/blocks.server.ts';
import { type Pen, partyLine } from './paper.server.ts';

export function fillSlip(pen: Pen, facts: SlipFacts): void {
  const { doc, locale, t } = pen;
  const { slot, expiresAt, place, quantityMilli, price } = facts.core;
  paragraph(doc, t('notObliged'), { bold: true });
  paragraph(doc, t('bringSlip'));
  parties(pen, facts);
  heading(doc, 2, t('whenWhere'));
  terms(doc, [
    [t('slot'), slot && hourOf(pen, slot, facts.zone)],
    [t('before'), slot ? null : formatInstant(locale, new Date(expiresAt), facts.zone)],
    [t('place'), `${facts.site.name}, ${facts.site.commune}`],
    [t('address'), place?.address ?? null],
    [t('access'), place?.access ?? null],
    [t('hours'), place?.hours ?? null],
    [t('contact'), place?.contact ?? null],
  ]);
  if (!place) paragraph(doc, t('placeHidden'));
  material(pen, facts, [
    [t('code'), facts.code],
    [t('quantity'), formatQuantity(locale, quantityMilli, facts.material.unit)],
    [t('price'), priceWords(pen, price, quantityMilli, facts)],
  ]);
}

export function fillRemoval(pen: Pen, facts: RemovalFacts): void {
  const { doc, locale, t } = pen;
  const { taken } = facts.core;
  if (!taken) return;
  paragraph(doc, t('removalText'));
  parties(pen, facts);
  handover(pen, facts, taken, [
    [t('reserved'), formatQuantity(locale, facts.reservedMilli, facts.material.unit)],
    [t('destination'), facts.destination],
    [t('distance'), facts.distanceM === null ? null : formatDistance(locale, facts.distanceM)],
  ]);
  if (taken.legalLine === 'other_use') paragraph(doc, t('otherUse'));
  material(pen, facts, []);
}

export function fillDeed(pen: Pen, facts: DeedFacts): void {
  const { doc, t, said } = pen;
  const { taken } = facts.core;
  if (!taken) return;
  const sale = facts.nature === 'sale';
  heading(doc, 2, t('parties'));
  terms(doc, [
    [
      t(sale ? 'role.seller' : 'role.giver'),
      partyLine(t, facts.seller, t(`sellerKind.${facts.seller.kind}`)),
    ],
    [t('titleReference'), facts.titleReference],
    [t('role.holder'), facts.holder.name === facts.seller.name ? null : partyLine(t, facts.holder)],
    [
      t(sale ? 'role.buyer' : 'role.recipient'),
      partyLine(t, facts.taker, t(`takerKind.${facts.taker.kind}`)),
    ],
  ]);
  material(pen, facts, [[t('price'), priceWords(pen, facts.price, taken.quantityMilli, facts)]]);
  handover(pen, facts, taken, []);
  if (facts.gift) giftBasis(pen, facts.gift);
  heading(doc, 2, t('terms'));
  for (const clause of facts.clauses) {
    heading(doc, 3, said(clause.title));
    for (const line of said(clause.text).split('\n')) paragraph(doc, line, { size: 9 });
    paragraph(doc, t('basis', { basis: said(clause.basis) }), { size: 8 });
  }
}

function giftBasis(
  { doc, t }: Pen,
  { clause, decisionRef, justification }: NonNullable<DeedFacts['gift']>,
): void {
  const known = clause === '2' || clause === '10' || clause === '11' ? clause : null;
  terms(doc, [
    [
      t('giftBasis'),
      [
        known && `${t('giftClause', { clause: known })}, ${t(`clauseNames.${known}`)}`,
        decisionRef && t('giftDecision', { reference: decisionRef }),
        justification,
      ]
        .filter(Boolean)
        .join('. ') || null,
    ],
  ]);
}

export function fillCertificate(pen: Pen, facts: CertificateFacts): void {
  const { doc, locale, t } = pen;
  const { taken, pickedUpOn } = facts.core;
  if (!taken) return;
  paragraph(doc, t('certificateText'));
  paragraph(doc, formatMass(locale, taken.massG), { bold: true, size: 26 });
  terms(doc, [
    [t('interval'), formatMassRange(locale, taken.lowG, taken.highG)],
    [t('grade'), t(`gradeWords.${taken.evidence}`)],
    [t('quantity'), formatQuantity(locale, taken.quantityMilli, facts.material.unit)],
    [t('type'), pen.said(facts.material.type)],
    [t('legalLine'), translator(locale, 'lots')(`legalLine.${taken.legalLine}`)],
    [t('origin'), facts.origin],
    [t('counted'), formatDay(locale, pickedUpOn)],
  ]);
  parties(pen, facts);
  if (!facts.line) return;
  const { lot, seq, hash } = facts.line;
  heading(doc, 2, t('ledger'));
  terms(doc, [
    [t('ledger'), t('ledgerLine', { seq, lot })],
    [t('hash'), `${hash.slice(0, 32)} ${hash.slice(32)}`],
  ]);
}

function parties({ doc, t }: Pen, { holder, taker }: AboutReservation): void {
  heading(doc, 2, t('parties'));
  terms(doc, [
    [t('role.holder'), partyLine(t, holder)],
    [t('role.taker'), partyLine(t, taker, t(`takerKind.${taker.kind}`))],
  ]);
}

type Terms = Parameters<typeof terms>[1];

function material(pen: Pen, { material: what, site }: AboutReservation, more: Terms): void {
  const { doc, locale, t, said } = pen;
  const lots = translator(locale, 'lots');
  const survey = (answer: string, reference: string | null) =>
    [answer, reference && t('survey', { reference })].filter(Boolean).join(', ');
  heading(doc, 2, t('material'));
  terms(doc, [
    [t('lot'), what.title],
    [t('type'), said(what.type)],
    ...more,
    [t('condition'), lots(`condition.${what.condition}`)],
    [t('age'), what.ageNote],
    [t('asbestos'), survey(lots(`answer.${what.asbestos}`), what.asbestosRef)],
    [t('lead'), survey(lots(`answer.${what.lead}`), what.leadRef)],
    [t('pollutants'), what.otherPollutants],
    [t('sorted'), what.sortingOperator],
    [t('site'), `${site.name}, ${site.commune}`],
  ]);
}

function handover(pen: Pen, facts: HandedOver, taken: Taken, more: Terms): void {
  const { doc, locale, t } = pen;
  const by = (name: string, at: string, how: HandedOver['holderBy']) =>
    t('confirmed', { name, at: formatInstant(locale, new Date(at), facts.zone), by: t(`by.${how}`) });
  heading(doc, 2, t('handover'));
  terms(doc, [
    [t('day'), formatDay(locale, facts.core.pickedUpOn, { weekday: true })],
    [t('taken'), formatQuantity(locale, taken.quantityMilli, facts.material.unit)],
    ...more,
    [
      t('mass'),
      t('massLine', { mass: formatMass(locale, taken.massG), grade: t(`gradeShort.${taken.evidence}`) }),
    ],
    [t('interval'), formatMassRange(locale, taken.lowG, taken.highG)],
    [t('legalLine'), translator(locale, 'lots')(`legalLine.${taken.legalLine}`)],
  ]);
  paragraph(doc, by(facts.holder.name, facts.holderAt, facts.holderBy), { size: 9 });
  paragraph(doc, by(facts.taker.name, facts.takerAt, facts.takerBy), { size: 9 });
}

function priceWords(
  { locale, t }: Pen,
  price: Price,
  milli: number,
  { material: { unit } }: AboutReservation,
): string {
  const { cents, basis, ofMilli, tax } = price;
  if (cents === null) return t('priceUnsaid');
  if (cents === 0) return t('gift');
  const total = formatMoney(locale, amountOf(cents, milli, ofMilli));
  return `${formatPrice(locale, { cents, basis, unit })}\n${t('priceTotal', { total, tax: t(`priceTax.${tax}`) })}`;
}

function hourOf(
  { locale, t }: Pen,
  { startsAt, endsAt }: { startsAt: string; endsAt: string },
  zone: string,
): string {
  const [start, end] = [new Date(startsAt), new Date(endsAt)];
  return t('hour', {
    day: formatDay(locale, dayOf(start, zone), { weekday: true }),
    from: formatTime(locale, start, zone),
    to: formatTime(locale, end, zone),
  });
}

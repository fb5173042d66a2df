import { Link } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { LotPageView } from '#app/domain/lots/lot-page.server.ts';
import { massOf } from '#app/domain/lots/quantity.ts';
import { otherUnitOf } from '#app/domain/lots/units.ts';
import { paths } from '#app/http/paths.ts';
import { formatMass, formatNumber, formatQuantity } from '#app/i18n/format.ts';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { DayRange, DayText } from '#app/ui/kit/measures.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { Standing } from '#app/ui/organisations/Standing.tsx';

export type ShownLot = Omit<LotPageView, 'id' | 'organisationId' | 'siteId'>;

/** What the seller knows of the material: an unknown is shown as an unknown. */
export function LotFacts({ lot }: { lot: ShownLot }) {
  const t = useTranslations('lots');
  const locale = useLocale();
  const sizes = [lot.lengthMm, lot.widthMm, lot.thicknessMm]
    .filter((mm) => mm !== null)
    .map((mm) => formatNumber(locale, mm / 10, { maximumFractionDigits: 1 }));
  const place = [lot.building, lot.level, lot.room].filter(Boolean).join(' · ');
  const details = useTranslations('lotDetails');
  const other = otherUnitOf(lot);
  const mass = (grams: number) => formatMass(locale, grams);
  return (
    <Section title={t('page.facts')}>
      <DescriptionList
        items={[
          { term: t('page.type'), value: `${lot.typeName[locale]} (${lot.familyName[locale]})` },
          { term: t('page.conditionLabel'), value: t(`condition.${lot.condition}`) },
          { term: t('page.dimensions'), value: sizes.length > 0 ? `${sizes.join(' × ')} cm` : null },
          { term: t('page.age'), value: lot.ageNote },
          { term: t('page.assembly'), value: lot.assembly ? t(`assembly.${lot.assembly}`) : null },
          {
            term: t('page.mass'),
            value:
              lot.unitMassG === null
                ? null
                : `${mass(lot.unitMassG)} (${t(`page.massBasis.${lot.massBasis}`, { low: mass(lot.massLowG ?? lot.unitMassG), high: mass(lot.massHighG ?? lot.unitMassG) })})`,
          },
          {
            term: t('page.massTotal'),
            value: lot.unitMassG === null ? null : mass(massOf(lot.leftMilli, lot.unitMassG)),
          },
          {
            term: details('equivalence'),
            value: other
              ? `${details('otherUnit', { own: formatQuantity(locale, other.ofMilli, lot.unit), other: formatQuantity(locale, other.amountMilli, other.unit) })} (${details(`otherUnitBasis.${lot.altBasis ?? 'mass'}`)})`
              : null,
          },
          { term: t('page.asbestos'), value: t(`answer.${lot.asbestos}`) },
          { term: t('page.lead'), value: t(`answer.${lot.lead}`) },
          {
            term: t('page.reusePotential'),
            value: lot.reusePotential ? t(`potential.${lot.reusePotential}`) : null,
          },
          { term: t('page.legal'), value: t(`legalLine.${lot.legalLine}`) },
          {
            term: t('page.decennial'),
            value: lot.decennialClass ? details(`insurance.${lot.decennialClass as 'A'}`) : null,
          },
          { term: t('page.wasteCode'), value: lot.wasteCode },
          { term: t('page.location'), value: place || null },
        ]}
      />
    </Section>
  );
}

/** When and how it can be collected, and from whom. */
export function LotPickup({ lot }: { lot: ShownLot }) {
  const t = useTranslations('lots');
  const details = useTranslations('lotDetails');
  return (
    <Section title={t('page.pickup')}>
      <DescriptionList
        items={[
          {
            term: t('page.window'),
            value:
              lot.availableFrom || lot.availableUntil ? (
                <DayRange from={lot.availableFrom} to={lot.availableUntil} />
              ) : null,
          },
          {
            term: t('page.removal'),
            value: [t(`removal.${lot.removal}`), lot.removalNote].filter(Boolean).join('. '),
          },
          {
            term: t(lot.site.kind === 'depot' ? 'page.depot' : 'page.site'),
            value: (
              <Link className="link" to={paths.site(lot.site.publicId)}>
                {lot.site.name}
              </Link>
            ),
          },
          {
            term: t('page.worksEnd'),
            value: lot.site.kind === 'works' && lot.site.endsOn ? <DayText day={lot.site.endsOn} /> : null,
          },
          { term: details('pickupHours'), value: lot.pickupHours },
          {
            term: details('pickupPlace'),
            value: lot.pickupPlace && details('pickupPlaceHidden', { place: lot.pickupPlace }),
          },
          { term: t('page.sortedBy'), value: lot.sortingOperator ?? lot.site.sortingOperator },
          {
            term: t('page.holder'),
            value: (
              <>
                {lot.holder.name}
                <span className="block text-sm text-muted">
                  {lot.holder.kind === 'firm' || lot.holder.kind === 'private_person'
                    ? null
                    : `${t(`holderKind.${lot.holder.kind as 'firm'}`)}, `}
                  <Standing of={lot.holder} />
                </span>
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}

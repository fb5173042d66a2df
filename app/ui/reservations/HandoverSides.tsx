import { useLocale, useTranslations } from 'use-intl';
import type { Confirmation, ReservationPageView } from '#app/domain/reservations/views.ts';
import { formatDay } from '#app/i18n/dates.ts';
import { formatMass, formatQuantity, type Unit } from '#app/i18n/format.ts';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

/** What each of the two declared, side by side. */
export function HandoverSides({
  reservation,
}: {
  reservation: Pick<ReservationPageView, 'handoverDetail' | 'unit'>;
}) {
  const t = useTranslations('reservations.handover');
  const { handoverDetail: detail, unit } = reservation;
  if (!detail) return null;
  return (
    <Section title={t('bySide')}>
      <DescriptionList
        items={[
          { term: t('holder'), value: <Said said={detail.holder} unit={unit} /> },
          { term: t('taker'), value: <Said said={detail.taker} unit={unit} /> },
        ]}
      />
    </Section>
  );
}

function Said({ said, unit }: { said: Confirmation | null; unit: Unit }) {
  const t = useTranslations('reservations.handover');
  const locale = useLocale();
  if (!said) return <span className="text-muted">{t('none')}</span>;
  const declared = t('declared', {
    quantity: formatQuantity(locale, said.qtyMilli, unit),
    day: formatDay(locale, said.pickedUpOn),
  });
  if (said.qtyMilli === 0) return <>{t('declaredNothing', { day: formatDay(locale, said.pickedUpOn) })}</>;
  if (said.massG === null || said.evidence === null) return <>{declared}</>;
  return (
    <>
      {declared},{' '}
      {t('declaredMass', { mass: formatMass(locale, said.massG), grade: t(`grade.${said.evidence}`) })}
      {said.identicalUse === false ? <>, {t('otherUse')}</> : null}
    </>
  );
}

import { CalendarPlus } from 'lucide-react';
import { useLocale, useTranslations } from 'use-intl';
import type { SlotOfReservation } from '#app/domain/slots/views.ts';
import { paths } from '#app/http/paths.ts';
import { formatSlot } from '#app/i18n/slot-hours.ts';
import { buttonClass, LinkButton } from '#app/ui/kit/Button.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

interface Props {
  reservation: { publicId: string; side: 'holder' | 'taker'; zone: string; site: { publicId: string } };
  slot: SlotOfReservation;
  /** whether this reader may choose for the reservation */
  mayChoose: boolean;
}

/** When the taker comes, on the page of an accepted reservation. */
export function SlotSummary({ reservation: r, slot, mayChoose }: Props) {
  const t = useTranslations('slots.summary');
  const locale = useLocale();
  const when = slot.current
    ? formatSlot(
        locale,
        { startsAt: new Date(slot.current.startsAt), endsAt: new Date(slot.current.endsAt) },
        r.zone,
      )
    : null;
  const none = slot.open > 0 ? 'none' : r.side === 'taker' ? 'noneOpen' : 'noneOpenHolder';
  return (
    <Section title={t('title')} id="slot">
      <p>{when ? <strong>{t('booked', { slot: when })}</strong> : t(none)}</p>
      <div className="mt-3 flex flex-wrap gap-3 no-print">
        {mayChoose && (when || slot.open > 0) ? (
          <LinkButton to={paths.chooseSlot(r.publicId)} variant={when ? 'secondary' : 'primary'}>
            {t(when ? 'change' : 'choose')}
          </LinkButton>
        ) : null}
        {mayChoose && r.side === 'holder' && slot.open === 0 ? (
          <LinkButton to={paths.siteSlots(r.site.publicId)}>{t('open')}</LinkButton>
        ) : null}
        {when ? (
          <a className={buttonClass()} href={paths.slotFile(r.publicId)} download>
            <CalendarPlus aria-hidden="true" />
            {t('ics')}
          </a>
        ) : null}
      </div>
    </Section>
  );
}

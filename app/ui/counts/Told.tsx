import { useLocale, useTranslations } from 'use-intl';
import type { CountedHold } from '#app/domain/reservations/count-sheet.server.ts';
import { formatQuantity, type Unit } from '#app/i18n/format.ts';

interface Props {
  touched: readonly { hold: CountedHold; keepsMilli: number }[];
  unit: Unit;
}

/** Who will be told what, if this count is recorded. */
export function Told({ touched, unit }: Props) {
  const t = useTranslations('counts.review');
  const locale = useLocale();
  const amount = (milli: number) => formatQuantity(locale, milli, unit);
  return (
    <section>
      <h3 className="text-lg font-semibold">{t('told')}</h3>
      {touched.length === 0 ? <p>{t('toldNobody')}</p> : null}
      <ul className="list-disc pl-6">
        {touched.map(({ hold, keepsMilli }) => {
          const words = { name: hold.taker, before: amount(hold.heldMilli), after: amount(keepsMilli) };
          if (hold.state === 'offered') return <li key={hold.publicId}>{t('toldOffer', words)}</li>;
          return <li key={hold.publicId}>{t(keepsMilli === 0 ? 'toldEnded' : 'toldReduced', words)}</li>;
        })}
      </ul>
    </section>
  );
}

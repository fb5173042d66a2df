import { useLocale, useTranslations } from 'use-intl';
import { type OutcomeView, partsSaid } from '#app/domain/ledger/outcome.ts';
import { formatMass, formatQuantity } from '#app/i18n/format.ts';

/** What the taker said became of it, part by part, and what that does to the figures. */
export function OutcomeSaid({ outcome: { said, unit } }: { outcome: OutcomeView }) {
  const t = useTranslations('outcomes');
  const locale = useLocale();
  if (!said) return null;
  return (
    <>
      <ul className="list-disc space-y-1 pl-5">
        {partsSaid(said).map(([what, milli]) => (
          <li key={what}>
            {t('part', { what: t(`all.${what}`), quantity: formatQuantity(locale, milli, unit) })}
          </li>
        ))}
      </ul>
      {said.massThrownG > 0 ? (
        <p className="mt-2 text-muted">{t('off', { mass: formatMass(locale, said.massThrownG) })}</p>
      ) : null}
    </>
  );
}

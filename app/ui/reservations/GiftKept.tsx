import { useLocale, useTranslations } from 'use-intl';
import type { GiftBasis } from '#app/domain/reservations/gift.server.ts';
import { formatMoney } from '#app/i18n/format.ts';

/** Under which case of the law, or why, a public owner's gift was made; both sides read it. */
export function GiftKept({ basis }: { basis: GiftBasis | null }) {
  const t = useTranslations('offering.gift');
  const locale = useLocale();
  if (!basis) return null;
  const said =
    basis.clause === null
      ? [basis.justification]
      : [
          t(`clause.${basis.clause}`),
          t('keptValue', { value: formatMoney(locale, basis.unitValueCents ?? 0) }),
          t('keptDecision', { decision: basis.decisionRef ?? '' }),
        ];
  return (
    <div className="mt-6 rounded bg-sunken p-3">
      <p className="text-sm text-muted">{t('kept')}</p>
      {said.map((line) => (
        <p key={line} className="whitespace-pre-line">
          {line}
        </p>
      ))}
    </div>
  );
}

import { useLocale, useTranslations } from 'use-intl';
import type { DiagnosisCard } from '#app/domain/diagnoses/queries.server.ts';
import { formatInstant } from '#app/i18n/dates.ts';
import type { Locale } from '#app/i18n/locale.ts';

/** Who sent it, who accepted it, and until when it is kept. */
export function Who({ card }: { card: DiagnosisCard }) {
  const t = useTranslations('diagnoses');
  const locale = useLocale() as Locale;
  const at = (instant: string) => formatInstant(locale, new Date(instant));
  const { createdAt, createdBy, acceptedAt, acceptedBy, leavesAt, state } = card;
  return (
    <span className="text-muted">
      {createdBy ? t('by', { name: createdBy, when: at(createdAt) }) : t('byNobody', { when: at(createdAt) })}
      {acceptedAt && acceptedBy ? ` · ${t('acceptedBy', { name: acceptedBy, when: at(acceptedAt) })}` : null}
      {leavesAt ? <span className="block text-sm">{t('leaves', { when: at(leavesAt) })}</span> : null}
      {state === 'accepted' ? <span className="block text-sm">{t('evidence')}</span> : null}
    </span>
  );
}

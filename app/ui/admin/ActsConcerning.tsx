import { useLocale, useTranslations } from 'use-intl';
import type { ActConcerning } from '#app/domain/operator/views.ts';
import { formatInstant } from '#app/i18n/dates.ts';
import { Section } from '#app/ui/layout/Section.tsx';

interface Props {
  acts: readonly ActConcerning[];
  level?: 2 | 3;
  className?: string;
}

/** What the operator did about whoever reads this, and why; nothing when it never did. */
export function ActsConcerning({ acts, level, className }: Props) {
  const t = useTranslations('operator');
  const locale = useLocale();
  if (acts.length === 0) return null;
  return (
    <Section title={t('title')} lead={t('lead')} level={level} id="operator-acts" className={className}>
      <ul className="divide-y divide-line">
        {acts.map(({ publicId, act, reason, at }) => (
          <li key={publicId} className="py-3">
            <p className="font-semibold">
              {t('concerning', { act: t(`acts.${act}`), when: formatInstant(locale, new Date(at)) })}
            </p>
            <p className="max-w-prose break-words">{t('why', { reason })}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

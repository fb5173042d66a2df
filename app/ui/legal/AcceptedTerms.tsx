import { useLocale, useTranslations } from 'use-intl';
import type { AcceptedTerms as Accepted } from '#app/domain/legal/views.ts';
import { paths, withQuery } from '#app/http/paths.ts';
import { formatDay, formatInstant } from '#app/i18n/dates.ts';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

/** The versions of the terms a person accepted, and when. */
export function AcceptedTerms({ accepted }: { accepted: readonly Accepted[] }) {
  const t = useTranslations('legal.accepted');
  const locale = useLocale();
  return (
    <Section title={t('title')}>
      {accepted.length === 0 ? <p>{t('none')}</p> : null}
      <ul className="list-disc space-y-1 pl-6">
        {accepted.map(({ version, effectiveOn, acceptedAt }) => (
          <li key={version}>
            <TextLink to={withQuery(paths.terms(), { version })}>
              {t('line', {
                version,
                day: formatDay(locale, effectiveOn),
                when: formatInstant(locale, new Date(acceptedAt)),
              })}
            </TextLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}

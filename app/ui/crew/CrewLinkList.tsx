import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { CrewLinkView } from '#app/domain/sites/crew.server.ts';
import { paths } from '#app/http/paths.ts';
import { dayOf, formatDay } from '#app/i18n/dates.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

interface Props {
  links: readonly (CrewLinkView & { key: string })[];
  site: { publicId: string; zone: string };
}

/** The last day of a link: it ends at the midnight that follows. */
export const lastDay = (expiresAt: string, zone: string) => dayOf(new Date(Date.parse(expiresAt) - 1), zone);

/** Links of the site: to print those that hold, to revoke them, to remember the others. */
export function CrewLinkList({ links, site }: Props) {
  const t = useTranslations('crew.manage');
  const locale = useLocale();
  if (links.length === 0) return <p className="mt-6 text-muted">{t('none')}</p>;
  return (
    <Section title={t('link')}>
      <ul className="divide-y divide-line">
        {links.map((one) => (
          <li key={one.publicId} className="space-y-2 py-4">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-semibold">{one.name}</span>
              <Badge tone={one.holds ? 'success' : 'neutral'}>
                {t(one.revokedAt ? 'revoked' : one.holds ? 'holds' : 'over')}
              </Badge>
            </p>
            <p className="text-muted">
              {t('until', { day: formatDay(locale, lastDay(one.expiresAt, site.zone)) })}
            </p>
            {one.holds ? (
              <div className="flex flex-wrap gap-3 no-print">
                <LinkButton to={paths.crewSheet(site.publicId, one.publicId)}>{t('print')}</LinkButton>
                <Form method="post">
                  <KeyField value={one.key} />
                  <input type="hidden" name="intent" value="revoke" />
                  <input type="hidden" name="link" value={one.publicId} />
                  <SubmitButton variant="danger" aria-label={t('revokeOf', { name: one.name })}>
                    {t('revoke')}
                  </SubmitButton>
                </Form>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

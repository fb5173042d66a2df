import { useTranslations } from 'use-intl';
import { PROFILES } from '#app/help/profiles.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { HelpLinks } from '#app/ui/help/HelpLinks.tsx';
import { Card } from '#app/ui/kit/Card.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Page } from '#app/ui/layout/Page.tsx';

export const meta = titled('help', (t) => ({ title: t('title'), description: t('lead') }));

export default function Help() {
  const t = useTranslations('help');
  return (
    <Page title={t('title')} lead={t('lead')}>
      <ul className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
        {PROFILES.map((profile) => (
          <Card as="li" key={profile} padding="large">
            <h2 className="mb-2 text-lg">
              <TextLink to={paths.helpFor(profile)}>{t(`profiles.${profile}.title`)}</TextLink>
            </h2>
            <p>{t(`profiles.${profile}.lead`)}</p>
          </Card>
        ))}
      </ul>
      <HelpLinks />
    </Page>
  );
}

import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

/** The sites on which takers are told this person's name. */
export function LedSites({ sites }: { sites: readonly { publicId: string; name: string }[] }) {
  const t = useTranslations('trust.team');
  return (
    <Section title={t('sites')} lead={t('sitesLead')}>
      {sites.length === 0 ? (
        <p className="text-muted">{t('noSite')}</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {sites.map(({ publicId, name }) => (
            <li key={publicId} className="py-2.5">
              <TextLink to={paths.site(publicId)}>{name}</TextLink>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

import { PackageOpen } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { LotCard as LotCardView } from '#app/domain/lots/views.ts';
import { paths } from '#app/http/paths.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { LotCard } from '#app/ui/lots/LotCard.tsx';

export function LatestLots({ lots }: { lots: readonly LotCardView[] }) {
  const t = useTranslations('home.latest');
  return (
    <Section
      title={t('title')}
      className="mt-16!"
      actions={lots.length > 0 ? <TextLink to={paths.lots()}>{t('all')}</TextLink> : null}
    >
      {lots.length > 0 ? (
        <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          {lots.map((lot) => (
            <li key={lot.publicId} className="flex max-sm:nth-[n+5]:hidden">
              <LotCard lot={lot} />
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState
          level={3}
          title={t('emptyTitle')}
          icon={<PackageOpen aria-hidden="true" />}
          actions={
            <LinkButton to={paths.sites()} variant="primary">
              {t('deposit')}
            </LinkButton>
          }
        >
          {t('empty')}
        </EmptyState>
      )}
    </Section>
  );
}

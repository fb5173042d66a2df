import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { Logo } from '#app/ui/layout/Logo.tsx';
import { withFilter } from './address.ts';

/** In another site's frame: whose lots these are, and the same view at home. */
export function OnSite({ search }: { search: string }) {
  const t = useTranslations('market');
  return (
    <p className="flex flex-wrap items-center justify-between gap-3">
      <Logo />
      <a
        className="link inline-flex min-h-11 items-center"
        href={paths.lots() + withFilter(search, { embed: null })}
        target="_blank"
        rel="noopener"
      >
        {t('onSite')}
      </a>
    </p>
  );
}

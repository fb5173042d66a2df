import { useLocale, useTranslations } from 'use-intl';
import type { Territory } from '#app/domain/territories/views.ts';
import { paths } from '#app/http/paths.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';

/** What stands around the name: its kind, its number, what it lies in. */
export function useHead(territory: Territory) {
  const t = useTranslations('territories');
  const locale = useLocale();
  const { level, code, name, population, communes, parents, postcodes, epciKind } = territory;
  const facts = [
    population ? t('page.inhabitants', { count: population, shown: formatNumber(locale, population) }) : null,
    communes > 1 ? t('page.communes', { count: communes, shown: formatNumber(locale, communes) }) : null,
    level === 'commune' && postcodes.length > 0 && postcodes.length < 4 ? postcodes.join(', ') : null,
  ].filter((fact) => fact !== null);
  return {
    over: (
      <>
        <Badge>{epciKind ? t(`epciKinds.${epciKind}`) : t(`levels.${level}`)}</Badge>
        {level === 'france' ? null : <span>{t('page.code', { code })}</span>}
      </>
    ),
    lead: facts.join(' · '),
    breadcrumbs: [
      { label: t('title'), to: paths.territories() },
      ...[...parents]
        .reverse()
        .map((parent) => ({ label: parent.name, to: paths.territory(parent.level, parent.code) })),
      { label: name },
    ],
  };
}

import { useTranslations } from 'use-intl';
import type { Kin as KinView } from '#app/domain/territories/kin.server.ts';
import type { Territory } from '#app/domain/territories/views.ts';
import { paths } from '#app/http/paths.ts';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { PlaceList } from '#app/ui/territories/PlaceList.tsx';

/** What a territory lies in and what lies in it, as links. */
export function Kin({ territory, kin }: { territory: Territory; kin: KinView }) {
  const t = useTranslations('territories');
  const { level, parents } = territory;
  const lists = (['regions', 'departements', 'epts', 'epcis', 'communes'] as const)
    .map((name) => ({ name, places: kin[name] }))
    .filter(({ places }) => places.length > 0);
  const alone = level === 'commune' && !parents.some((parent) => parent.level === 'epci');
  return (
    <Section title={t('kin.title')} className="no-print">
      {parents.length > 0 ? (
        <ul className="flex flex-wrap gap-x-8 gap-y-3">
          {parents.map((parent) => (
            <li key={parent.level}>
              <span className="block text-sm text-muted">{t(`levels.${parent.level}`)}</span>
              <TextLink to={paths.territory(parent.level, parent.code)}>{parent.name}</TextLink>
            </li>
          ))}
        </ul>
      ) : null}
      {alone ? <p className="mt-3 text-muted">{t('kin.noEpci')}</p> : null}
      <div className="mt-5">
        {lists.map(({ name, places }) => (
          <Disclosure
            key={name}
            summary={t(`kin.${name}`, { count: places.length })}
            open={places.length <= 30}
          >
            <PlaceList places={places} />
          </Disclosure>
        ))}
      </div>
    </Section>
  );
}

import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { massByDepartement } from '#app/domain/statistics/totals.server.ts';
import { departementsOf, regions } from '#app/domain/territories/queries.server.ts';
import { searchPlaces } from '#app/domain/territories/search.server.ts';
import { contextOf } from '#app/http/context.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { DepartementMap } from '#app/ui/territories/DepartementMap.tsx';
import { PlaceSearch } from '#app/ui/territories/PlaceSearch.tsx';
import { DepartementTable } from './DepartementTable.tsx';
import { Found } from './Found.tsx';

export const meta = titled('territories', (t) => ({ title: t('title'), description: t('index.lead') }));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  const q = new URL(args.request.url).searchParams.get('q')?.trim().slice(0, 80) ?? '';
  const found = q ? await searchPlaces(ctx, q, { limit: 20 }) : [];
  const [only] = found;
  if (only && found.length === 1) throw redirect(paths.territory(only.level, only.code));
  const [regionList, departements, masses] = await Promise.all([
    regions(ctx),
    departementsOf(ctx, null),
    massByDepartement(ctx, 'origin'),
  ]);
  const figures = departements.map(({ code, name, population, zone, region }) => {
    const massG = masses.get(code) ?? 0;
    return { code, name, zone, region, massG, perThousandG: population ? (massG / population) * 1000 : 0 };
  });
  return { q, found, regions: regionList, figures };
}

export default function TerritoriesRoute() {
  const { q, found, regions: regionList, figures } = useLoaderData<typeof loader>();
  const t = useTranslations('territories');
  return (
    <Page title={t('index.title')} lead={t('index.lead')}>
      <PlaceSearch typed={q} />
      {q ? <Found q={q} places={found} /> : null}
      <Section
        title={t('index.mapTitle')}
        actions={<TextLink to={paths.territory('france', 'fr')}>{t('index.france')}</TextLink>}
      >
        <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
          <DepartementMap figures={figures} />
          <DepartementTable regions={regionList} figures={figures} />
        </div>
        <p className="mt-6 text-sm text-muted">{t('credit')}</p>
      </Section>
    </Page>
  );
}

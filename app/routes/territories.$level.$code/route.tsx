import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { listLots } from '#app/domain/lots/queries.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { territoryFigures } from '#app/domain/statistics/figures.server.ts';
import { isView } from '#app/domain/statistics/vocabulary.ts';
import { kinOf } from '#app/domain/territories/kin.server.ts';
import { currentCommune, territory } from '#app/domain/territories/queries.server.ts';
import { isLevel } from '#app/domain/territories/vocabulary.ts';
import { contextOf } from '#app/http/context.server.ts';
import { paths, withQuery } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { Page } from '#app/ui/layout/Page.tsx';
import { FiguresPart } from './FiguresPart.tsx';
import { Kin } from './Kin.tsx';
import { LotsPart } from './LotsPart.tsx';
import { useHead } from './use-head.tsx';

export const meta = titled('territories', (t, data: Awaited<ReturnType<typeof loader>> | undefined) =>
  data
    ? { title: data.territory.name, description: t('page.description', { name: data.territory.name }) }
    : t('title'),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  const { level = '', code = '' } = args.params;
  const asked = new URL(args.request.url).searchParams.get('view');
  if (!isLevel(level)) return refuse('not-found');
  const found = await territory(ctx, level, code);
  if (!found) {
    const current = level === 'commune' ? await currentCommune(ctx, code) : null;
    if (!current) return refuse('not-found');
    throw redirect(withQuery(paths.territory('commune', current), { view: asked }), 301);
  }
  const view = isView(asked) ? asked : 'origin';
  const [figures, kin, lots] = await Promise.all([
    territoryFigures(ctx, found, view),
    kinOf(ctx, found),
    listLots(ctx, { territory: { level, code: found.code }, sort: 'newest', limit: 4 }),
  ]);
  return { territory: found, figures, kin, lots: { cards: lots.lots, total: lots.total } };
}

export default function TerritoryRoute() {
  const { territory: shown, figures, kin, lots } = useLoaderData<typeof loader>();
  const t = useTranslations('territories');
  return (
    <Page title={shown.name} {...useHead(shown)}>
      <FiguresPart territory={shown} figures={figures} lots={lots.total.count} />
      <LotsPart territory={shown} cards={lots.cards} total={lots.total} />
      <Kin territory={shown} kin={kin} />
      <p className="mt-10 text-sm text-muted">{t('credit')}</p>
    </Page>
  );
}

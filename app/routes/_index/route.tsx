import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { countByFamily, latestLots } from '#app/domain/lots/queries.server.ts';
import { homeFigures } from '#app/domain/statistics/queries.server.ts';
import { contextOf } from '#app/http/context.server.ts';
import { titled } from '#app/i18n/title.ts';
import { EntryPoints } from './EntryPoints.tsx';
import { Figures } from './Figures.tsx';
import { HowItWorks } from './HowItWorks.tsx';
import { LatestLots } from './LatestLots.tsx';
import { SearchForm } from './SearchForm.tsx';
import { Strata } from './Strata.tsx';

export const meta = titled('home', (t) => ({ title: t('title'), description: t('description') }));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  const [figures, lots, families] = await Promise.all([
    homeFigures(ctx),
    latestLots(ctx, 8),
    countByFamily(ctx),
  ]);
  return { figures, lots, families };
}

export default function Home() {
  const { figures, lots, families } = useLoaderData<typeof loader>();
  const t = useTranslations('home');
  return (
    <div className="mx-auto w-full max-w-[78rem] px-4">
      <div className="grid gap-x-12 gap-y-10 pt-8 lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)] lg:pt-12">
        <div className="flex flex-col justify-between gap-8">
          <div>
            <h1 className="text-3xl font-extrabold tracking-[-0.03em] sm:text-4xl xl:text-5xl">
              {t('heading')}
            </h1>
            <p className="mt-5 mb-8 max-w-2xl text-lg">{t('lead')}</p>
            <SearchForm />
          </div>
          <Figures figures={figures} />
        </div>
        <Strata counts={families} />
      </div>
      <LatestLots lots={lots} />
      <HowItWorks />
      <EntryPoints />
    </div>
  );
}

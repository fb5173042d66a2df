import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { salesOf, salesYears } from '#app/domain/prices/sales.server.ts';
import { readYear, SALES_SHOWN } from '#app/domain/prices/sales.ts';
import { refuse } from '#app/domain/refusal.ts';
import { contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { SalesList } from '#app/ui/prices/SalesList.tsx';
import { SalesYears } from '#app/ui/prices/SalesYears.tsx';

export const meta = titled('sales', (t) => t('title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requireOrganisation(ctx, args.request, 'site_manager');
  const asked = new URL(args.request.url).searchParams.get('year');
  const years = await salesYears(ctx);
  const chosen = asked === null ? years[0] : years.find(({ year }) => year === readYear(asked));
  if (asked !== null && !chosen) return refuse('not-found');
  const page = chosen && (await salesOf(ctx, { year: chosen.year, after: null, limit: SALES_SHOWN }));
  return { years, chosen: chosen ?? null, sales: page?.sales ?? [] };
}

export default function SalesRoute() {
  const { years, chosen, sales } = useLoaderData<typeof loader>();
  const t = useTranslations('sales');
  const mine = useTranslations('reservations.mine');
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      breadcrumbs={[{ label: mine('title'), to: paths.reservations() }, { label: t('title') }]}
    >
      {chosen ? (
        <>
          <SalesYears years={years} chosen={chosen.year} />
          <Section title={t('ofYear', { year: String(chosen.year) })} className="mt-8">
            <SalesList year={chosen} sales={sales} />
          </Section>
        </>
      ) : (
        <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
      )}
      <p className="mt-8 text-sm text-muted">
        {t('rounding')} {t('notInvoice')}
      </p>
    </Page>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { titled } from '#app/i18n/title.ts';
import { Market } from '#app/ui/market/Market.tsx';
import { loadMarket } from './load.server.ts';

export const meta = titled('lots', (t) => t('list.title'));

export const loader = (args: LoaderFunctionArgs) => loadMarket(args);

export default function LotsRoute() {
  return <Market {...useLoaderData<typeof loader>()} />;
}

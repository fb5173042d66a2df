import { useRouteLoaderData } from '@remix-run/react';
import { timeZone } from '#app/i18n/locale.ts';
import type { Viewer } from './viewer.ts';

/** The zone the reader lives by: their commune's, else their organisation's; mainland France's for a visitor. */
export function useReaderZone(): string {
  return useRouteLoaderData<{ viewer: Viewer | null }>('root')?.viewer?.zone ?? timeZone;
}

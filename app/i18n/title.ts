import type { MetaDescriptor, MetaFunction } from '@remix-run/react';
import { createTranslator, type NamespaceKeys, type NestedKeyOf } from 'use-intl/core';
import type { PageMessages } from './fr.ts';
import { isLocale, type Locale, referenceLocale, timeZone } from './locale.ts';
import { registeredMessages } from './registry.ts';
import './types.ts';

type Namespace = NamespaceKeys<PageMessages, NestedKeyOf<PageMessages>>;
type Translate<N extends Namespace> = ReturnType<typeof createTranslator<PageMessages, N>>;

function rootLocale(matches: ReadonlyArray<{ id: string; data?: unknown } | undefined>): Locale {
  const data = matches.find((match) => match?.id === 'root')?.data;
  const locale = data && typeof data === 'object' && 'locale' in data ? data.locale : null;
  return isLocale(locale) ? locale : referenceLocale;
}

/**
 * A route's `meta`, on the server and in the browser:
 * `export const meta = titled('lots', (t) => t('list.title'))`; the second argument is the loader's data
 * (undefined when it failed). Return `{ title, description }` to describe the page as well.
 */
export function titled<N extends Namespace, Data = unknown>(
  namespace: N,
  describe: (t: Translate<N>, data: Data | undefined) => string | { title: string; description?: string },
): MetaFunction {
  return ({ matches, data }) => {
    const catalogue = registeredMessages(rootLocale(matches));
    const t = createTranslator<PageMessages, N>({ ...catalogue, namespace, timeZone });
    const answer = describe(t, (data ?? undefined) as Data | undefined);
    const { title, description } =
      typeof answer === 'string' ? { title: answer, description: undefined } : answer;
    const tags: MetaDescriptor[] = [{ title: `${title} · Gisement` }];
    if (description) tags.push({ name: 'description', content: description });
    return tags;
  };
}

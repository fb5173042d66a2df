import { createTranslator, type NamespaceKeys, type NestedKeyOf } from 'use-intl/core';
import { type Locale, timeZone } from './locale.ts';
import { type Messages, messages } from './messages.ts';
import './types.ts';

/** Messages outside React (loaders, mails, jobs): `translator(locale, 'lots')('title', { … })`. Server only. */
export function translator<Namespace extends NamespaceKeys<Messages, NestedKeyOf<Messages>> = never>(
  locale: Locale,
  namespace?: Namespace,
) {
  return createTranslator<Messages, Namespace>({ locale, messages: messages[locale], namespace, timeZone });
}

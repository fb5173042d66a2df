import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { formatNumber } from '#app/i18n/format.ts';
import { type FieldLike, plainField } from '#app/ui/kit/fields.ts';
import type { FieldErrors } from './read-forms.ts';

/** Fields of a form kept on the phone, with what is wrong beside each; the first wrong one takes the focus. */
export function useErrors(step = 1) {
  const t = useTranslations('field.error');
  const locale = useLocale();
  const [errors, setErrors] = useState<Partial<Record<string, string>>>({});
  const field = (name: string, value?: string | null): FieldLike => {
    const error = errors[name];
    return plainField(name, { value, errors: error ? [error] : undefined });
  };
  const refuse = (form: HTMLFormElement, found: FieldErrors) => {
    const said = Object.entries(found).map(([name, key]) => [
      name,
      key ? t(key, { step: formatNumber(locale, step) }) : '',
    ]);
    setErrors(Object.fromEntries(said));
    const first = form.elements.namedItem(Object.keys(found)[0] ?? '');
    if (first instanceof HTMLElement) first.focus();
  };
  return { field, refuse, accept: () => setErrors({}), say: setErrors };
}

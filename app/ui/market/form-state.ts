import { canonical, searchOf, settled, valuesOf } from './address.ts';

/** What a filled form asks, written as an address; `from` is the address it was filled at. */
export function searchOfForm(form: HTMLFormElement, from: string): string {
  const typed = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') typed.append(name, value);
  return searchOf(settled(canonical(typed), canonical(new URLSearchParams(from))));
}

/** Boxes that suggest, and the one that only narrows the tree. */
const SUGGESTING = /^$|^q$|_text$/;

/** Puts the address into boxes and fields that the person may have changed; boxes that suggest follow by themselves. */
export function fillForm(form: HTMLFormElement, search: string): void {
  const params = new URLSearchParams(search);
  for (const control of form.elements) {
    if (control instanceof HTMLSelectElement) control.value = params.get(control.name) ?? '';
    if (!(control instanceof HTMLInputElement) || control.type === 'hidden') continue;
    if (SUGGESTING.test(control.name)) continue;
    if (control.type === 'checkbox') control.checked = isTicked(params, control);
    else control.value = params.get(control.name) ?? '';
  }
}

const isTicked = (params: URLSearchParams, { name, value }: HTMLInputElement): boolean =>
  value === '1' ? params.has(name) : valuesOf(params, name).includes(value);

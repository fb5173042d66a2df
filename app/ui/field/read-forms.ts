import { parseDecimal } from '#app/domain/decimal.ts';
import { isWholeSteps, parseQuantity, stepOf } from '#app/domain/lots/quantity.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';

/** What is checked on the phone before an entry is kept: the server reads the same words again with the forms' own schemas. */
export type FieldError = 'type' | 'title' | 'quantity' | 'steps' | 'mass' | 'day';
export type FieldErrors = Partial<Record<string, FieldError>>;

export type Read<T> = { ok: true; value: T } | { ok: false; errors: FieldErrors };

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

function quantityError(milli: number | null, stepMilli: number): FieldError | null {
  if (milli === null) return 'quantity';
  return milli === 0 || isWholeSteps(milli, stepMilli) ? null : 'steps';
}

/** Zero is an answer: nothing is there. */
const counted = (text: string): number | null => (parseDecimal(text, 3) === 0 ? 0 : parseQuantity(text));

export function readCount(form: FormData, stepMilli: number): Read<number> {
  const milli = counted(textIn(form, 'quantity'));
  const error = quantityError(milli, stepMilli);
  return error || milli === null
    ? { ok: false, errors: { quantity: error ?? 'quantity' } }
    : { ok: true, value: milli };
}

const LOT_FIELDS = [
  ...(['typeCode', 'title', 'quantity', 'unit', 'condition', 'building', 'level', 'room'] as const),
  ...(['removal', 'description'] as const),
];

export function readNewLot(form: FormData): Read<Record<string, string>> {
  const fields = Object.fromEntries(
    LOT_FIELDS.map((name) => [name, textIn(form, name)] as const).filter(([, value]) => value !== ''),
  );
  const milli = parseQuantity(fields.quantity ?? '');
  const errors: FieldErrors = {};
  if (!fields.typeCode) errors.typeCode = 'type';
  if (!fields.title) errors.title = 'title';
  const error = quantityError(milli, stepOf((fields.unit ?? 'u') as Unit));
  if (error) errors.quantity = error;
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, value: fields };
}

export function readHandOverForm(
  form: FormData,
  { stepMilli, today }: { stepMilli: number; today: string },
): Read<{ said: Record<string, string>; milli: number }> {
  const [quantity, method] = [textIn(form, 'quantity'), textIn(form, 'method') || 'counted'];
  const [massKg, pickedUpOn] = [textIn(form, 'massKg'), textIn(form, 'pickedUpOn')];
  const milli = counted(quantity);
  const errors: FieldErrors = {};
  const error = quantityError(milli, stepMilli);
  if (error) errors.quantity = error;
  const weighed = method === 'weighed' && milli !== 0;
  if (weighed && parseQuantity(massKg.replace(/\s*kg$/i, '')) === null) errors.massKg = 'mass';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(pickedUpOn) || pickedUpOn > today) errors.pickedUpOn = 'day';
  if (milli === null || Object.keys(errors).length > 0) return { ok: false, errors };
  const said: Record<string, string> = { quantity, method, pickedUpOn };
  if (weighed) said.massKg = massKg;
  if (form.get('identicalUse') === 'on') said.identicalUse = 'on';
  return { ok: true, value: { said, milli } };
}

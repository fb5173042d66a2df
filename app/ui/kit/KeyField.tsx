/**
 * The idempotency key of one rendered form: a UUID made by the loader (`crypto.randomUUID()`), so that the same
 * page sent twice is one command, with or without JavaScript.
 */
export function KeyField({ value }: { value: string }) {
  return <input type="hidden" name="_key" value={value} readOnly />;
}

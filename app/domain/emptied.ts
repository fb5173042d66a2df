type Emptied<T> = { [K in keyof T]: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K] };

/** What a form left empty is null in the row: an update passes over `undefined` and would keep the old value. */
export function emptied<T extends Record<string, unknown>>(values: T): Emptied<T> {
  const entries = Object.entries(values).map(([name, value]) => [name, value === undefined ? null : value]);
  return Object.fromEntries(entries) as Emptied<T>;
}

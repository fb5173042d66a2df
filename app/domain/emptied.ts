type Emptied<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: Exclude<T[P], undefined> | null };

/**
 * What a form left empty is null in the row: an update passes over what is missing and would keep the old value.
 * `names` are those that may be left empty; a parsed input does not even carry them then.
 */
export function emptied<T extends object, const K extends keyof T>(
  values: T,
  names: readonly K[],
): Emptied<T, K> {
  const nulls = Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
  return { ...values, ...nulls } as Emptied<T, K>;
}

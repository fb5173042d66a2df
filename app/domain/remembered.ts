/**
 * Answers kept by key, the least used forgotten first; a failure is not kept. Each pool has its own answers: `of` is the
 * database they come from. For what changes with a release or once a year, never for what people write.
 */
export function remembered<D extends object, V>(
  most: number,
  find: (of: D, key: string) => Promise<V>,
  options: { forMs?: number } = {},
): (of: D, key: string) => Promise<V> {
  const all = new WeakMap<D, Map<string, { value: Promise<V>; at: number }>>();
  return (of, key) => {
    const kept = all.get(of) ?? new Map<string, { value: Promise<V>; at: number }>();
    all.set(of, kept);
    const known = kept.get(key);
    if (known && Date.now() - known.at < (options.forMs ?? Number.POSITIVE_INFINITY)) {
      kept.delete(key);
      kept.set(key, known);
      return known.value;
    }
    const made = { value: find(of, key), at: Date.now() };
    made.value.catch(() => {
      if (kept.get(key) === made) kept.delete(key);
    });
    kept.delete(key);
    kept.set(key, made);
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return made.value;
  };
}

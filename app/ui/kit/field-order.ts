/** The fields that have something wrong, in the order of the page: that of `labels`; those without label come last. */
export function inOrder(
  wrong: Readonly<Record<string, readonly string[]>>,
  labels: Readonly<Record<string, string>> = {},
): (readonly [string, readonly string[]])[] {
  const order = Object.keys(labels);
  const place = (name: string) => {
    const at = order.indexOf(name);
    return at < 0 ? order.length : at;
  };
  return Object.entries(wrong)
    .filter(([name, errors]) => name !== '' && errors.length > 0)
    .sort(([a], [b]) => place(a) - place(b));
}

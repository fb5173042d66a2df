/** Things in their order, gathered under what they share. */
export function gathered<Thing>(things: readonly Thing[], by: (thing: Thing) => string): [string, Thing[]][] {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) groups.set(by(thing), [...(groups.get(by(thing)) ?? []), thing]);
  return [...groups];
}

/** Something seen from several places: kept once, at the place it is nearest to; the places keep their order. */
export function atTheNearest<Place, Thing>(
  seen: readonly { place: Place; things: readonly Thing[] }[],
  { id, metres }: { id: (thing: Thing) => string; metres: (thing: Thing) => number },
): { place: Place; things: Thing[] }[] {
  const best = new Map<string, { at: number; metres: number }>();
  for (const [at, { things }] of seen.entries()) {
    for (const thing of things) {
      const known = best.get(id(thing));
      if (!known || metres(thing) < known.metres) best.set(id(thing), { at, metres: metres(thing) });
    }
  }
  return seen.map(({ place, things }, at) => ({
    place,
    things: things.filter((thing) => best.get(id(thing))?.at === at),
  }));
}

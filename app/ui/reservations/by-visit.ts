import type { ReservationCard } from '#app/domain/reservations/views.ts';

interface Together {
  /** public id of the visit; null for a reservation alone */
  visit: string | null;
  reservations: ReservationCard[];
}

/** The lines of a visit together, where its first stands; everything else alone, in the same order. */
export function byVisit(reservations: readonly ReservationCard[]): Together[] {
  const groups: Together[] = [];
  for (const one of reservations) {
    const known = one.visit && groups.find(({ visit }) => visit === one.visit);
    if (known) known.reservations.push(one);
    else groups.push({ visit: one.visit, reservations: [one] });
  }
  return groups;
}

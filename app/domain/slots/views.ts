import type { Side } from '#app/domain/reservations/vocabulary.ts';
import type { Unit } from '#app/i18n/format.ts';

/** An hour of a site; instants as ISO text, to be shown in the site's zone. */
export interface SlotView {
  publicId: string;
  startsAt: string;
  endsAt: string;
  capacity: number;
  /** takers who come */
  booked: number;
  cancelReason: string | null;
  past: boolean;
}

export interface SlotTaker {
  name: string;
  slug: string;
  lines: { publicId: string; title: string; quantityMilli: number; unit: Unit }[];
}

/** With who comes, for those who may read takers; null for the others. */
export interface SlotWithTakers extends SlotView {
  day: string;
  takers: SlotTaker[] | null;
}

/** A reservation that may come at an hour. */
interface ComingLine {
  publicId: string;
  title: string;
  quantityMilli: number;
  unit: Unit;
  slot: string | null;
  /** goes with the one the page is about: same visit, same hour, or itself */
  together: boolean;
}

/** Everything needed to choose an hour for a reservation. */
export interface SlotChoice {
  side: Side;
  site: { publicId: string; name: string };
  other: string;
  lot: string;
  zone: string;
  expiresAt: string;
  /** the hour it has now */
  current: SlotView | null;
  lines: ComingLine[];
  slots: (SlotView & { full: boolean; mine: boolean })[];
}

/** What a reservation's page says of its hour. */
export interface SlotOfReservation {
  current: { startsAt: string; endsAt: string } | null;
  /** hours still open that suit the lot */
  open: number;
}

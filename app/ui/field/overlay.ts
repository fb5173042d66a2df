import type { SeenHandOver, SeenLot } from '#app/domain/field/entries.ts';
import { subjectOf } from '#app/domain/field/subject.ts';
import type { FieldData, FieldHandOver, FieldLot } from '#app/domain/field/views.ts';
import { parseQuantity, stepOf } from '#app/domain/lots/quantity.ts';
import { belongsTo, type QueuedEntry } from './queue.ts';

/** A lot as the phone shows it: what the server said, with what was noted here and has not left yet. */
export interface ShownLot extends FieldLot {
  /** entries about it still on the phone */
  waiting: number;
}

export interface ShownHandOver extends FieldHandOver {
  waiting: boolean;
}

const live = (data: FieldData, entries: readonly QueuedEntry[]) =>
  entries
    .filter((one) => one.state !== 'dropped' && belongsTo(one, data.account))
    .sort((a, b) => a.seq - b.seq);

/** Lots of the snapshot and lots made here, each with its pending count and photos. */
export function shownLots(data: FieldData, entries: readonly QueuedEntry[]): ShownLot[] {
  const lots = new Map(data.lots.map((lot): [string, ShownLot] => [lot.publicId, { ...lot, waiting: 0 }]));
  for (const one of live(data, entries)) {
    const { entry } = one;
    if (entry.kind === 'hand-over') continue;
    const before = lots.get(entry.lot) ?? (entry.kind === 'create-lot' ? madeHere(data, one) : undefined);
    if (before) lots.set(entry.lot, noted(before, one));
  }
  // what was made last stands first, as in the snapshot
  const known = new Set(data.lots.map(({ publicId }) => publicId));
  const made = [...lots.values()].filter(({ publicId }) => !known.has(publicId)).reverse();
  return [...made, ...[...lots.values()].filter(({ publicId }) => known.has(publicId))];
}

function noted(lot: ShownLot, { entry }: QueuedEntry): ShownLot {
  const more = { ...lot, waiting: lot.waiting + 1 };
  if (entry.kind === 'count') return { ...more, onSiteMilli: entry.countedMilli };
  return entry.kind === 'add-photo' ? { ...more, photos: lot.photos + 1 } : more;
}

function madeHere(data: FieldData, { entry, made }: QueuedEntry): ShownLot | undefined {
  if (entry.kind !== 'create-lot') return undefined;
  const {
    title = '',
    typeCode = '',
    quantity = '',
    unit = 'u',
    condition = 'unknown',
    ...rest
  } = entry.fields;
  const type = data.types.find(({ code }) => code === typeCode);
  const own = unit as FieldLot['unit'];
  return {
    publicId: entry.lot,
    site: entry.site,
    title,
    typeCode,
    family: type?.family ?? 'EXT',
    unit: own,
    stepMilli: stepOf(own),
    status: 'draft',
    condition: condition as FieldLot['condition'],
    onSiteMilli: parseQuantity(quantity) ?? 0,
    heldMilli: 0,
    photos: 0,
    place: [rest.building, rest.level, rest.room].filter(Boolean).join(', ') || null,
    updatedAt: made,
    waiting: 0,
  };
}

export function shownHandOvers(data: FieldData, entries: readonly QueuedEntry[]): ShownHandOver[] {
  const said = new Set(live(data, entries).map(({ entry }) => subjectOf(entry)));
  return data.handOvers.map((one) => ({ ...one, waiting: said.has(one.reservation) }));
}

/** What a new entry about a subject has seen: the server's figures, or the result of the last entry still waiting. */
export function seenOfLot(
  lot: ShownLot,
  entries: readonly QueuedEntry[],
): { seen: SeenLot; after: string | null } {
  const { status, unit, onSiteMilli } = lot;
  const before = lastOf(entries, lot.publicId, ['create-lot', 'count']);
  return { seen: { status, unit, onSiteMilli }, after: before?.entry.id ?? null };
}

export function seenOfHandOver(
  one: FieldHandOver,
  entries: readonly QueuedEntry[],
): { seen: SeenHandOver; after: string | null } {
  const before = lastOf(entries, one.reservation, ['hand-over']);
  return { seen: { state: one.state, mine: one.mine, theirs: one.theirs }, after: before?.entry.id ?? null };
}

function lastOf(entries: readonly QueuedEntry[], subject: string, kinds: readonly string[]) {
  return entries
    .filter(
      ({ entry, state }) => state !== 'dropped' && subjectOf(entry) === subject && kinds.includes(entry.kind),
    )
    .sort((a, b) => a.seq - b.seq)
    .at(-1);
}

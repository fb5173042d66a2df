import type { EntryOf, SentEntry } from '#app/domain/field/entries.ts';
import type { FieldAccount } from '#app/domain/field/views.ts';
import { FIELD_FORMAT } from '#app/domain/field/vocabulary.ts';
import type { FieldClient } from './client.ts';
import { type ShownHandOver, type ShownLot, seenOfHandOver, seenOfLot } from './overlay.ts';
import { askForSync } from './register-worker.ts';
import { askToKeep } from './room.ts';

const common = (account: FieldAccount) => ({
  format: FIELD_FORMAT as 1,
  id: crypto.randomUUID(),
  account: { person: account.person, organisation: account.organisation },
});

async function keep(
  client: FieldClient,
  entry: SentEntry,
  options: { label: string; after?: string | null; photo?: Blob },
): Promise<boolean> {
  const kept = await client.add(entry, options);
  if (kept) void askToKeep().then(askForSync);
  return kept;
}

const accountOf = (client: FieldClient): FieldAccount => {
  const { data } = client.state();
  if (!data) throw new Error('nothing can be written down before the first visit');
  return data.account;
};

/** A new lot under an id of its own, then its photos. Returns that id; null when the phone is full. */
export async function writeLot(
  client: FieldClient,
  call: { site: string; fields: Record<string, string>; label: string },
): Promise<string | null> {
  const entry: EntryOf<'create-lot'> = {
    ...common(accountOf(client)),
    kind: 'create-lot',
    site: call.site,
    lot: crypto.randomUUID(),
    fields: call.fields,
  };
  return (await keep(client, entry, { label: call.label })) ? entry.lot : null;
}

/** How many were kept: less than given when the phone is full. */
export async function writePhotos(
  client: FieldClient,
  call: { lot: string; photos: readonly Blob[]; label: string },
): Promise<number> {
  let kept = 0;
  for (const photo of call.photos) {
    const entry: EntryOf<'add-photo'> = {
      ...common(accountOf(client)),
      kind: 'add-photo',
      lot: call.lot,
      photo: crypto.randomUUID(),
    };
    if (!(await keep(client, entry, { label: call.label, photo }))) break;
    kept += 1;
  }
  return kept;
}

export function writeCount(
  client: FieldClient,
  call: { lot: ShownLot; countedMilli: number; label: string },
): Promise<boolean> {
  const { seen, after } = seenOfLot(call.lot, client.mine());
  const entry: EntryOf<'count'> = {
    ...common(accountOf(client)),
    kind: 'count',
    lot: call.lot.publicId,
    seen,
    countedMilli: call.countedMilli,
  };
  return keep(client, entry, { label: call.label, after });
}

export function writeHandOver(
  client: FieldClient,
  call: { handOver: ShownHandOver; said: Record<string, string>; label: string; ticket: Blob | null },
): Promise<boolean> {
  const { seen, after } = seenOfHandOver(call.handOver, client.mine());
  const entry: EntryOf<'hand-over'> = {
    ...common(accountOf(client)),
    kind: 'hand-over',
    reservation: call.handOver.reservation,
    seen,
    said: call.said,
    ...(call.ticket ? { ticket: true } : {}),
    at: new Date().toISOString(),
  };
  return keep(client, entry, { label: call.label, after, ...(call.ticket ? { photo: call.ticket } : {}) });
}

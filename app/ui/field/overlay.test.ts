import { describe, expect, it } from 'vitest';
import type { SentEntry } from '#app/domain/field/entries.ts';
import type { FieldData, FieldLot } from '#app/domain/field/views.ts';
import { afterDone } from './after-done.ts';
import { seenOfLot, shownLots } from './overlay.ts';
import type { QueuedEntry } from './queue.ts';
import { readCount, readHandOverForm, readNewLot } from './read-forms.ts';

const account = { person: 'anne', organisation: 'armor' };
const doors: FieldLot = {
  ...{ publicId: 'doors', site: 'site', title: 'Doors', typeCode: 'MIN-01', family: 'MIN', unit: 'u' },
  ...{ stepMilli: 1000, status: 'published', condition: 'good', onSiteMilli: 42_000, heldMilli: 6000 },
  ...{ photos: 1, place: null, updatedAt: '2026-11-22T10:00:00Z' },
} as FieldLot;
const data = {
  ...{
    format: 1,
    account,
    crew: false,
    locale: 'fr',
    person: 'Anne',
    organisation: 'Armor',
    at: '',
    sites: [],
  },
  ...{ lots: [doors], handOvers: [], types: [] },
} as FieldData;

const queued = (seq: number, entry: object, more: Partial<QueuedEntry> = {}): QueuedEntry => ({
  seq,
  entry: { format: 1, id: `entry-${seq}`, account, ...entry } as SentEntry,
  state: 'waiting',
  made: '2026-11-22T11:00:00Z',
  label: '',
  after: null,
  inDoubt: false,
  answer: null,
  bytes: 0,
  ...more,
});
const seen = { status: 'published', unit: 'u', onSiteMilli: 42_000 };
const counted = (seq: number, countedMilli: number, more: Partial<QueuedEntry> = {}) =>
  queued(seq, { kind: 'count', lot: 'doors', seen, countedMilli }, more);
const made = queued(1, {
  ...{ kind: 'create-lot', site: 'site', lot: 'bricks' },
  fields: { title: 'Briques', typeCode: 'MAC-01', quantity: '12,5', unit: 't', level: 'R+1' },
});

describe('what the phone shows', () => {
  it('is what the server said, with what was noted here, those made here first', () => {
    const photo = queued(3, { kind: 'add-photo', lot: 'bricks', photo: 'x' });
    expect(shownLots(data, [counted(2, 40_000), made, photo])).toMatchObject([
      { publicId: 'bricks', title: 'Briques', onSiteMilli: 12_500, photos: 1, place: 'R+1', waiting: 2 },
      { publicId: 'doors', onSiteMilli: 40_000, waiting: 1 },
    ]);
  });

  it('leaves out what was set aside and what another account noted', () => {
    const other = counted(2, 1000);
    other.entry = { ...other.entry, account: { ...account, person: 'yann' } };
    expect(shownLots(data, [counted(1, 40_000, { state: 'dropped' }), other])).toMatchObject([
      { onSiteMilli: 42_000, waiting: 0 },
    ]);
  });

  it('a new entry has seen the server’s figure, or rests on the last one still here', () => {
    const [lot] = shownLots(data, []);
    expect(lot && seenOfLot(lot, [])).toEqual({ seen, after: null });
    const [again] = shownLots(data, [counted(1, 40_000)]);
    expect(again && seenOfLot(again, [counted(1, 40_000)])).toEqual({
      seen: { ...seen, onSiteMilli: 40_000 },
      after: 'entry-1',
    });
  });

  it('once done, what stands there replaces what was known; an ended hand-over goes', () => {
    expect(
      afterDone(data, { state: 'done', lot: { ...doors, onSiteMilli: 40_000 }, handOver: null }).lots,
    ).toMatchObject([{ onSiteMilli: 40_000 }]);
    const handOver = { reservation: 'r', state: 'accepted' } as FieldData['handOvers'][number];
    const open = { ...data, handOvers: [handOver] };
    const ended = { ...handOver, state: 'handed_over' as const };
    expect(afterDone(open, { state: 'done', lot: null, handOver: ended }).handOvers).toEqual([]);
  });
});

describe('what is typed', () => {
  const form = (fields: Record<string, string>) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    return data;
  };

  it('a count may be nothing, never half a piece', () => {
    expect(readCount(form({ quantity: '0' }), 1000)).toEqual({ ok: true, value: 0 });
    expect(readCount(form({ quantity: '12,5' }), 10)).toEqual({ ok: true, value: 12_500 });
    expect(readCount(form({ quantity: '12,5' }), 1000)).toEqual({ ok: false, errors: { quantity: 'steps' } });
    expect(readCount(form({ quantity: 'beaucoup' }), 1000)).toEqual({
      ok: false,
      errors: { quantity: 'quantity' },
    });
  });

  it('a lot needs a material, a title and an amount', () => {
    expect(readNewLot(form({ unit: 'u' }))).toEqual({
      ok: false,
      errors: { typeCode: 'type', title: 'title', quantity: 'quantity' },
    });
    const fields = { typeCode: 'MIN-01', title: 'Portes', quantity: '3', unit: 'u' };
    expect(readNewLot(form({ ...fields, room: ' ' }))).toEqual({ ok: true, value: fields });
  });

  it('a hand-over needs a mass when weighed, and a day that is not to come', () => {
    const facts = { stepMilli: 1000, today: '2026-11-22' };
    const said = { quantity: '5', method: 'counted', pickedUpOn: '2026-11-22' };
    expect(readHandOverForm(form({ ...said, identicalUse: 'on' }), facts)).toEqual({
      ok: true,
      value: { said: { ...said, identicalUse: 'on' }, milli: 5000 },
    });
    expect(readHandOverForm(form({ ...said, method: 'weighed' }), facts)).toMatchObject({
      errors: { massKg: 'mass' },
    });
    expect(readHandOverForm(form({ ...said, pickedUpOn: '2026-11-23' }), facts)).toMatchObject({
      errors: { pickedUpOn: 'day' },
    });
  });
});

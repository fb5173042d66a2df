import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { CANCEL_REASONS } from '#app/domain/slots/vocabulary.ts';
import { notify, soonest } from '#app/jobs/notify.server.ts';
import { idIn, type Reaction, type RecordedEvent } from '#app/jobs/reaction.ts';
import { type Reader, readersOf, takersOf } from '#app/jobs/readers.server.ts';
import { reservationStory } from '#app/jobs/reservation-facts.server.ts';
import type { Side } from '#app/platform/mail/letters/reservation.ts';
import type { SlotLetterParams, SlotLetters } from '#app/platform/mail/letters/slots.ts';

type Facts = Pick<SlotLetterParams, 'site' | 'sitePublicId' | 'commune' | 'zone' | 'holder' | 'taker'> & {
  holderId: number;
  address: string | null;
  access: string | null;
  contact: string | null;
};

interface Line extends Record<string, unknown> {
  id: number;
  publicId: string;
  lot: string;
  quantityMilli: number;
  unit: SlotLetterParams['lines'][number]['unit'];
  takerPersonId: number | null;
  expiresAt: string;
  slotId: number | null;
  held: number;
  /** the taker may read where it is */
  reads: boolean;
  place: string | null;
}

const numbers = (event: RecordedEvent, name: string): number[] =>
  [event.payload[name] ?? []].flat().filter((one): one is number => typeof one === 'number');

const listed = (ids: readonly number[]) => sql.param(`{${ids.join(',')}}`);

async function factsOf(ctx: Ctx, site: number, taker: number): Promise<Facts> {
  const [row] = await ctx.db.execute<Facts & Record<string, unknown>>(sql`
    select s.name as site, s.public_id as "sitePublicId", c.name as commune, zone_of(c.departement_code) as zone, o.name as holder,
           o.id as "holderId", (select name from organisation where id = ${taker}) as taker, s.address, s.access_note as access,
           nullif(concat_ws(', ', s.contact_name, s.contact_phone), '') as contact
      from site s join organisation o on o.id = s.organisation_id join commune c on c.code = s.commune_code where s.id = ${site}`);
  if (!row) throw new Error(`site ${site} is not there`);
  return row;
}

async function linesOf(ctx: Ctx, ids: readonly number[]): Promise<Line[]> {
  return [
    ...(await ctx.db.execute<Line>(sql`
      select r.id, r.public_id as "publicId", l.title as lot, r.held as held, r.qty as "quantityMilli", l.unit, r.taker_person_id as "takerPersonId",
             r.expires_at as "expiresAt", r.slot_id as "slotId", l.pickup_place as place, w.taker_reads as reads
        from ledger.reservation r join lot l on l.id = r.lot_id join ledger.reservation_place w on w.reservation_id = r.id where r.id = any (${listed(ids)}::bigint[]) order by r.id`)),
  ];
}

async function hoursOf(ctx: Ctx, ids: readonly number[]): Promise<SlotLetterParams['slots']> {
  const rows = await ctx.db.execute<{ startsAt: string; endsAt: string }>(sql`
    select starts_at as "startsAt", ends_at as "endsAt" from site_slot where id = any (${listed(ids)}::bigint[]) order by starts_at`);
  return [...rows].map((one) => ({ startsAt: new Date(one.startsAt), endsAt: new Date(one.endsAt) }));
}

/** Each reader of the taker with the lines they follow: one letter a person, whatever the number of lines. */
async function readersWithLines(ctx: Ctx, event: RecordedEvent, side: Side, lines: readonly Line[]) {
  const [first] = lines;
  if (!first) return [];
  if (side === 'holder') {
    const readers = await readersOf(ctx, await reservationStory(ctx, first.id, null), 'holder');
    return readers.map((reader): [Reader, readonly Line[]] => [reader, lines]);
  }
  const found = new Map<number, [Reader, readonly Line[]]>();
  for (const person of new Set(lines.map(({ takerPersonId }) => takerPersonId))) {
    const theirs = lines.filter(({ takerPersonId }) => takerPersonId === person);
    for (const reader of await takersOf(ctx, idIn(event, 'taker'), person))
      found.set(reader.id, [reader, [...(found.get(reader.id)?.[1] ?? []), ...theirs]]);
  }
  return [...found.values()];
}

/** `sides` of the one who acted; `stands` when the letter is about an hour that must still be booked to be told. */
function tell(
  kind: keyof SlotLetters,
  sides: (byHolder: boolean) => Side[],
  { stands = false } = {},
): Reaction {
  return async (ctx, event) => {
    const slots = [...numbers(event, 'slot'), ...numbers(event, 'slots')];
    const all = await linesOf(ctx, numbers(event, 'reservations'));
    const lines = stands ? all.filter((line) => line.held > 0 && slots.includes(line.slotId ?? 0)) : all;
    const { holderId, address, access, contact, ...facts } = await factsOf(
      ctx,
      idIn(event, 'site'),
      idIn(event, 'taker'),
    );
    const about = {
      ...facts,
      slots: await hoursOf(ctx, slots),
      was: (await hoursOf(ctx, numbers(event, 'was')))[0] ?? null,
      reason: CANCEL_REASONS.find((one) => one === event.payload.reason) ?? 'other',
    };
    const neededBy = soonest([about.was, ...about.slots].map((one) => one?.startsAt ?? null));
    for (const side of sides(event.payload.by === holderId)) {
      for (const [reader, theirs] of await readersWithLines(ctx, event, side, lines)) {
        const comes =
          side === 'taker' &&
          theirs.some((line) => line.reads && line.held > 0 && slots.includes(line.slotId ?? 0));
        const where = theirs.find(({ place, reads }) => place && reads)?.place ?? address;
        await notify(ctx, {
          ...{ kind, reader, side, reservation: theirs[0]?.publicId, neededBy },
          dedupKey: `event:${event.id}:${side}:${reader.id}`,
          thread: `slots:${facts.sitePublicId}:${idIn(event, 'taker')}`,
          params: {
            ...about,
            ...{ name: reader.name, readerZone: reader.zone, side },
            deadline: new Date(Math.min(...theirs.map(({ expiresAt }) => new Date(expiresAt).getTime()))),
            lines: theirs.map(({ publicId, lot, quantityMilli, unit }) => ({
              publicId,
              lot,
              quantityMilli,
              unit,
            })),
            place: comes ? { address: where, access, contact } : null,
          },
        });
      }
    }
  };
}

export const slotMails: Record<string, Reaction> = {
  'slot.booked': tell('slot.booked', () => ['taker', 'holder']),
  'slot.moved': tell('slot.moved', () => ['taker', 'holder']),
  'slot.left': tell('slot.left', (byHolder) => [byHolder ? 'taker' : 'holder']),
  'slot.cancelled': tell('slot.cancelled', () => ['taker']),
  'slot.reminder': tell('slot.reminder', () => ['taker'], { stands: true }),
};

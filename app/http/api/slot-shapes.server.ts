import { z } from 'zod';
import type { SlotChoice, SlotView, SlotWithTakers } from '#app/domain/slots/views.ts';
import { v } from '#app/domain/validation.ts';
import { instant, quantity } from '#app/http/api/facts.ts';
import { unit } from '#app/http/api/lot-shapes.server.ts';
import { paths } from '#app/http/paths.ts';

const others = z
  .array(z.uuid())
  .max(100)
  .nullish()
  .transform((value) => value ?? [])
  .describe('Other reservations of the same taker on the same site that come along.');

export const bookBody = z
  .strictObject({ slot: z.uuid(v('required')), with: others })
  .meta({ id: 'SlotBooking' });
export const leaveBody = z.strictObject({ with: others }).meta({ id: 'SlotLeaving' });

export const booked = z
  .strictObject({
    id: z.uuid(),
    starts_at: z.iso.datetime(),
    ends_at: z.iso.datetime(),
    moved: z.boolean().describe('Another slot was given up for it.'),
    expires_at: z.iso.datetime().describe('Held at least until then.'),
    url: z.url(),
  })
  .meta({ id: 'SlotBooked' });

export const left = z
  .strictObject({ id: z.uuid(), expires_at: z.iso.datetime(), url: z.url() })
  .meta({ id: 'SlotLeft' });

const hours = {
  id: z.uuid(),
  starts_at: z.iso.datetime(),
  ends_at: z.iso.datetime(),
  capacity: z.number().int().describe('Takers at once.'),
  booked: z.number().int(),
};

/** Hours one may choose for a reservation. */
export const choice = z
  .strictObject({
    slots: z.array(
      z.strictObject({ ...hours, full: z.boolean(), mine: z.boolean() }).meta({ id: 'SlotToChoose' }),
    ),
  })
  .meta({ id: 'SlotsToChoose' });

/** From which day on; today by the clock of the site when absent. */
export const slotQuery = z.object({
  from: z.iso.date(v('invalid-date')).optional().describe('Today when absent.'),
});

/** Hours of a site, with who comes. */
export const siteSlots = z
  .strictObject({
    slots: z.array(
      z
        .strictObject({
          ...hours,
          cancelled: z.string().nullable().describe('Why, when it is.'),
          takers: z.array(
            z.strictObject({
              name: z.string(),
              reservations: z.array(
                z.strictObject({ id: z.uuid(), title: z.string(), quantity: z.number(), unit }),
              ),
            }),
          ),
        })
        .meta({ id: 'SlotOfSite' }),
    ),
    next: z.iso.date().nullable().describe('Value of `from` for what follows.'),
  })
  .meta({ id: 'SlotsOfSite' });

const hoursOf = (slot: SlotView) => ({
  id: slot.publicId,
  starts_at: instant(slot.startsAt),
  ends_at: instant(slot.endsAt),
  capacity: slot.capacity,
  booked: slot.booked,
});

export const choiceOf = ({ slots }: SlotChoice): z.infer<typeof choice> => ({
  slots: slots.map((one) => ({ ...hoursOf(one), full: one.full, mine: one.mine })),
});

export const siteSlotsOf = (
  slots: readonly SlotWithTakers[],
  next: string | null,
): z.infer<typeof siteSlots> => ({
  slots: slots.map((one) => ({
    ...hoursOf(one),
    cancelled: one.cancelReason,
    takers: (one.takers ?? []).map(({ name, lines }) => ({
      name,
      reservations: lines.map((line) => ({
        id: line.publicId,
        title: line.title,
        quantity: quantity(line.quantityMilli),
        unit: line.unit,
      })),
    })),
  })),
  next,
});

export const urlOf = (id: string, origin: string): string => origin + paths.reservation(id);

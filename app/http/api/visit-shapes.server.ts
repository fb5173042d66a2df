import { z } from 'zod';
import { massOf } from '#app/domain/lots/quantity.ts';
import type { VisitMade } from '#app/domain/reservations/commands/reserve-visit.server.ts';
import { fitOf, loadOf, volumeOf } from '#app/domain/reservations/load.ts';
import type { VisitLineView, VisitPageView } from '#app/domain/reservations/visit-views.ts';
import { PURPOSES, SUBSTITUTIONS } from '#app/domain/reservations/vocabulary.ts';
import { instant, kilograms, quantity } from '#app/http/api/facts.ts';
import { commune, price, unit } from '#app/http/api/lot-shapes.server.ts';
import {
  other,
  otherSide,
  place,
  placeOf,
  reserved,
  reservedOf,
  state,
} from '#app/http/api/reservation-shapes.server.ts';
import { paths } from '#app/http/paths.ts';

export const visitMade = z
  .strictObject({ id: z.uuid(), lines: z.array(reserved), url: z.url() })
  .meta({ id: 'VisitMade' });

const line = z
  .strictObject({
    id: z.uuid().describe('Of its reservation.'),
    state,
    lapsed: z.boolean().describe('Past its deadline: what it held is free again.'),
    lot: z.strictObject({ id: z.uuid(), title: z.string(), url: z.url() }),
    quantity: z.number(),
    taken: z.number(),
    unit,
    price_cents: price,
    mass_kg: z.number().nullable().describe('Of the quantity; null when unknown.'),
    volume_m3: z.number().nullable().describe('Of the quantity; null when its dimensions do not say.'),
    expires_at: z.iso.datetime(),
    url: z.url(),
  })
  .meta({ id: 'VisitLine' });

export const visit = z
  .strictObject({
    id: z.uuid(),
    side: z.enum(['holder', 'taker']),
    site: z.strictObject({ id: z.uuid(), name: z.string(), url: z.url() }),
    other,
    purpose: z.enum(PURPOSES),
    substitution: z.enum(SUBSTITUTIONS).nullable(),
    destination: commune.nullable(),
    requested_at: z.iso.datetime(),
    lines: z.array(line),
    fits: z
      .enum(['car', 'van', 'trips', 'longer'])
      .nullable()
      .describe(
        'What is still to be taken away: a car, a 12 m³ van, several trips of one, or longer than one.',
      ),
    trips: z.int().nullable().describe('Of a 12 m³ van, when it takes several.'),
    place,
    url: z.url(),
  })
  .meta({ id: 'Visit' });

export const visitMadeOf = (made: VisitMade, origin: string): z.infer<typeof visitMade> => ({
  id: made.publicId,
  lines: made.lines.map(({ lotPublicId, quantityMilli, leftMilli, ...one }) =>
    reservedOf({ ...one, left: leftMilli, replayed: made.replayed }, lotPublicId, quantityMilli, origin),
  ),
  url: origin + paths.visit(made.publicId),
});

function lineOf(one: VisitLineView, origin: string): z.infer<typeof line> {
  const volume = volumeOf(one);
  return {
    id: one.publicId,
    state: one.state,
    lapsed: one.lapsed,
    lot: { id: one.lot.publicId, title: one.lot.title, url: origin + paths.lot(one.lot.publicId) },
    quantity: quantity(one.quantityMilli),
    taken: quantity(one.takenMilli),
    unit: one.unit,
    price_cents: one.priceCents,
    mass_kg: one.unitMassG === null ? null : kilograms(massOf(one.quantityMilli, one.unitMassG)),
    volume_m3: volume === null ? null : volume / 1e6,
    expires_at: instant(one.expiresAt),
    url: origin + paths.reservation(one.publicId),
  };
}

export function visitOf(found: VisitPageView, origin: string): z.infer<typeof visit> {
  const fit = fitOf(loadOf(found.lines.filter(({ closedAt, lapsed }) => !closedAt && !lapsed)));
  return {
    id: found.publicId,
    side: found.side,
    site: { id: found.site.publicId, name: found.site.name, url: origin + paths.site(found.site.publicId) },
    other: otherSide(found.other),
    purpose: found.purpose,
    substitution: found.substitution,
    destination: found.destination,
    requested_at: instant(found.requestedAt),
    lines: found.lines.map((one) => lineOf(one, origin)),
    fits: fit?.in ?? null,
    trips: fit?.in === 'trips' ? fit.trips : null,
    place: placeOf(found.place),
    url: origin + paths.visit(found.publicId),
  };
}

import { parseDecimal } from '#app/domain/decimal.ts';
import type { CountedHold } from '#app/domain/reservations/count-sheet.server.ts';

/** What is typed beside each reservation; what cannot be read keeps all until it can. */
export function sharing(holds: readonly CountedHold[], typed: Readonly<Record<string, string>>) {
  const lines = holds.map((hold) => {
    const text = typed[hold.publicId];
    const read = hold.fixed || text === undefined ? hold.heldMilli : parseDecimal(text.trim(), 3);
    return { hold, keepsMilli: read ?? hold.heldMilli };
  });
  const givenMilli = lines.reduce((sum, { hold, keepsMilli }) => sum + hold.heldMilli - keepsMilli, 0);
  return { givenMilli, touched: lines.filter(({ hold, keepsMilli }) => keepsMilli < hold.heldMilli) };
}

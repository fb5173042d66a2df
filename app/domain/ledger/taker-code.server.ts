import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';

/** Eight figures that only this server can make of a public id; lent by the platform. */
export type MakeCode = (publicId: string) => string;

/**
 * What is printed for the taker of a reservation, and for nobody else: whoever says it was there with the slip. One code for
 * all the lines of a visit, so that one sheet carries it.
 */
export async function codeOfReservation(
  ctx: Ctx,
  reservationPublicId: string,
  makeCode: MakeCode,
): Promise<string | null> {
  const [row] = await ctx.db.execute<{ of: string }>(sql`
    select coalesce(v.public_id, r.public_id) as of from ledger.reservation r left join ledger.visit v on v.id = r.visit_id
     where r.public_id = ${reservationPublicId}::uuid`);
  return row ? makeCode(row.of) : null;
}

/** "4821 7730" */
export const inGroups = (code: string): string => code.replace(/^(\d{4})(\d{4})$/, '$1 $2');

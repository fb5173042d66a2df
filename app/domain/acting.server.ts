import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { Refusal } from '#app/domain/refusal.ts';

/** What the trace of an act keeps of whoever acts for another; null when the organisation acts for itself. */
export function actingOf({ actor: { onBehalf } }: Ctx): string | null {
  if (!onBehalf) return null;
  const { siteId, subject, by } = onBehalf;
  const right =
    'mandateId' in by ? { organisation: by.organisation.id, mandate: by.mandateId } : { crew: by.crewLinkId };
  return JSON.stringify({ site: siteId, subject, ...right });
}

const OVER = {
  GS001: 'mandate-over',
  GS002: 'crew-link-over',
  GS003: 'organisation-suspended',
  GS004: 'person-suspended',
} as const;
const isOver = (code: string | undefined): code is keyof typeof OVER => code !== undefined && code in OVER;

/**
 * The right to act ended meanwhile, or whoever acts is suspended: said as a refusal. Drizzle wraps the driver's error: the code may be
 * on the cause.
 */
export function overInWords(error: unknown): never {
  const seen = error as { code?: string; cause?: { code?: string } } | null;
  const code = seen?.cause?.code ?? seen?.code;
  if (isOver(code)) throw new Refusal(OVER[code]);
  throw error;
}

/** First statement of a transaction that acts for another: checks the right under a lock that lasts as long, and names who acts in what follows. */
export async function actFor(ctx: Ctx): Promise<void> {
  const acting = actingOf(ctx);
  if (acting !== null) await ctx.db.execute(sql`select act_for(${acting}::jsonb)`).catch(overInWords);
}

/** The call of one ledger function, preceded in the same statement by the check of the right to act. */
export function actingCall(ctx: Ctx, call: SQL): SQL {
  const acting = actingOf(ctx);
  if (acting === null) return sql`select ${call} as answer`;
  return sql`with acting as materialized (select act_for(${acting}::jsonb) as ok) select case when ok then ${call} end as answer from acting`;
}

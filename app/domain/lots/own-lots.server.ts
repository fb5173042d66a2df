import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { canManageLot } from './policy.ts';
import type { LotStatus } from './vocabulary.ts';

export const MOST_LOTS = 100;

export interface OwnLot {
  id: number;
  publicId: string;
  title: string;
  status: LotStatus;
  organisationId: number;
  siteId: number;
  version: number;
}

/**
 * Several lots of the acting organisation, in the order of their ids: that of every lock. One that is not its own makes
 * all of them unknown. Refuses `forbidden` to members who may not manage them.
 */
export async function ownLots(ctx: Ctx, publicIds: readonly string[]): Promise<OwnLot[]> {
  const asked = [...new Set(publicIds)];
  if (asked.length === 0) return refuse('nothing-chosen');
  if (asked.length > MOST_LOTS) return refuse('too-many-lots');
  const rows = await ctx.db.execute<OwnLot & Record<string, unknown>>(sql`
    select id, public_id as "publicId", title, status, organisation_id as "organisationId", site_id as "siteId", version
      from lot where public_id = any(${sql.param(`{${asked.join(',')}}`)}::uuid[])
       and organisation_id = ${ctx.actor.organisation?.id ?? null}::bigint order by id`);
  if (rows.length < asked.length) return refuse('not-found');
  for (const row of rows) if (!canManageLot(ctx.actor, row)) refuse('forbidden');
  return [...rows];
}

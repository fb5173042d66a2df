import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { keepsAlerts } from './policy.ts';

export interface OwnAlert extends Record<string, unknown> {
  id: number;
  publicId: string;
  personId: number;
  organisationId: number | null;
  name: string;
  query: string;
  paused: boolean;
  removed: boolean;
}

const columns: SQL = sql`id, public_id as "publicId", person_id as "personId", organisation_id as "organisationId", name, query,
  paused_at is not null as paused, removed_at is not null as removed`;

/** One's own alert, locked. Somebody else's does not exist. One put away is there only for whoever asks for it so. */
export async function ownAlert(ctx: Ctx, publicId: string, { removed = false } = {}): Promise<OwnAlert> {
  if (!keepsAlerts(ctx.actor)) return refuse('not-found');
  const [found] = await ctx.db.execute<OwnAlert>(sql`
    select ${columns} from alert where public_id = ${publicId}::uuid and person_id = ${ctx.actor.person.id} for no key update`);
  if (!found || (found.removed && !removed)) return refuse('not-found');
  return found;
}

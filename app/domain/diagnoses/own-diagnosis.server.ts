import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { canManageSite } from '#app/domain/sites/policy.ts';
import type { Column } from './header.ts';
import type { DiagnosisState } from './vocabulary.ts';

export interface OwnDiagnosis extends Record<string, unknown> {
  id: number;
  publicId: string;
  organisationId: number;
  siteId: number;
  state: DiagnosisState;
  columns: Column[] | null;
  headerLine: number | null;
}

/** The import, locked. Refuses `not-found` to strangers, `forbidden` to members who may not act for the site. */
export async function ownDiagnosis(
  ctx: Ctx,
  publicId: string,
  states: readonly DiagnosisState[],
): Promise<OwnDiagnosis> {
  const [found] = await ctx.db.execute<OwnDiagnosis>(sql`
    select id, public_id as "publicId", organisation_id as "organisationId", site_id as "siteId", state, columns,
           (dialect->>'headerLine')::int as "headerLine"
      from diagnosis where public_id = ${publicId}::uuid and organisation_id = ${ctx.actor.organisation?.id ?? null}::bigint
       for no key update`);
  if (!found || ctx.actor.organisation?.role === 'analyst') return refuse('not-found');
  if (!canManageSite(ctx.actor, found)) return refuse('forbidden');
  if (!states.includes(found.state)) return refuse('import-moved-on', { state: found.state });
  return found;
}

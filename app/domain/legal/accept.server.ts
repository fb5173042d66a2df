import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';

/** Number of the terms in force, as a link's payload carries it; null before there are any. */
export async function termsInForce({ db }: Ctx): Promise<string | null> {
  const [row] = await db.execute<{ version: string | null }>(
    sql`select legal_version('terms')::text as version`,
  );
  return row?.version ?? null;
}

/**
 * Notes in the transaction of `ctx.db` that this person accepts the terms as they were shown: `version`, else those in force.
 * Before the first ones are in force, the first. What was accepted once keeps its date.
 */
export async function acceptTermsAs(
  ctx: Ctx,
  personId: number,
  version: number | null = null,
): Promise<void> {
  await ctx.db.execute(sql`
    insert into terms_acceptance (person_id, version)
    select ${personId}, t.version from legal_text t
     where t.kind = 'terms' and t.version = coalesce(${version}::integer, legal_version('terms'),
           (select min(f.version) from legal_text f where f.kind = 'terms'))
    on conflict do nothing`);
}

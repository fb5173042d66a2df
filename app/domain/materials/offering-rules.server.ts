import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import type { OfferingRule } from './offering.ts';

/**
 * The rules in force on a day (YYYY-MM-DD; today by the database's clock when absent), in their own order. A rule is a
 * dated line of `offering_rule`: one added there applies at once, one that has ended applies no more.
 */
export async function offeringRules(db: Pick<Database, 'execute'>, onDate?: string): Promise<OfferingRule[]> {
  const rows = await db.execute<OfferingRule & Record<string, unknown>>(sql`
    select code, effect, needs, json_build_object('fr', reason_fr, 'en', reason_en) as reason,
           json_build_object('fr', basis_fr, 'en', basis_en) as basis, conditions, gift
      from offering_rule, (select coalesce(${onDate ?? null}::date, (ledger.clock() at time zone 'Europe/Paris')::date) as day) today
     where valid_from <= day and (valid_until is null or valid_until >= day)
     order by position, code`);
  return [...rows];
}

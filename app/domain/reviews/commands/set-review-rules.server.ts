import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { operatorAct } from '#app/domain/operator/operator-act.server.ts';
import { refuse } from '#app/domain/refusal.ts';

interface Rules {
  key: string;
  types: readonly string[];
  firstLots: number;
  reason: string;
}

/** Which materials, and how many first lots of an unverified holder, wait from now on. What waits already goes on waiting. */
export async function setReviewRules(
  ctx: Ctx,
  { key, types, firstLots, reason }: Rules,
): Promise<{ done: true }> {
  const wanted = [...new Set(types)].sort();
  const said = { act: 'change-review', subject: { kind: 'setting', id: 'review' }, reason } as const;
  return operatorAct(ctx, { ...said, key, input: { wanted, firstLots } }, async (tx, add) => {
    const list = `{${wanted.join(',')}}`;
    const [known] = await tx.db.execute<{ n: number }>(
      sql`select count(*)::int as n from material_type where code = any (${list}::text[])`,
    );
    if (known?.n !== wanted.length) return refuse('type-unknown', { field: 'add' });
    await tx.db.execute(sql`select set_review_rules(${list}::text[], ${firstLots})`);
    add({ details: { types: wanted, firstLots } });
    return { done: true as const };
  });
}

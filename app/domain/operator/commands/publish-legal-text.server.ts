import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { LegalKind } from '#app/domain/legal/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import type { LegalTextInput } from '../legal-schema.ts';
import { operatorAct } from '../operator-act.server.ts';

/**
 * A new version of a legal text, from today (Paris) at the earliest. Terms are asked of everybody again from that day.
 * Refuses 'invalid-input' for a day that has passed: nobody is bound by words before they could read them.
 */
export async function publishLegalText(
  ctx: Ctx,
  { key, kind, input: { reason, ...text } }: { key: string; kind: LegalKind; input: LegalTextInput },
): Promise<{ version: number }> {
  const act = { act: 'publish-legal-text', subject: { kind: 'legal-text', id: kind }, reason, key } as const;
  return operatorAct(ctx, { ...act, input: text }, async (tx, add) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtext('legal_text'))`);
    const [row] = await tx.db.execute<{ version: number }>(sql`
      insert into legal_text (kind, version, effective_on, fr, en, changes_fr, changes_en, published_by)
      select ${kind}, coalesce(max(t.version), 0) + 1, ${text.effectiveOn}::date, ${text.fr}, ${text.en},
             ${text.changesFr}, ${text.changesEn}, ${tx.actor.person?.id ?? null}
        from legal_text t where t.kind = ${kind}
      having ${text.effectiveOn}::date >= (ledger.clock() at time zone 'Europe/Paris')::date
      returning version`);
    if (!row) return refuse('invalid-input', { field: 'effectiveOn' });
    add({ details: { version: row.version, effectiveOn: text.effectiveOn } });
    return { version: row.version };
  });
}

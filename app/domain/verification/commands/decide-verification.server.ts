import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { operatorAct } from '#app/domain/operator/operator-act.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import type { VerificationDecision } from '../vocabulary.ts';

const ACTS = {
  approved: 'verify-organisation',
  refused: 'refuse-verification',
  withdrawn: 'withdraw-verification',
} as const;

/** What the operator saw of the claims, for the form to bring back. */
export const digestOf = (claims: string): string => createHash('md5').update(claims).digest('hex');

interface Row extends Record<string, unknown> {
  id: number;
  verified: boolean;
  valid: boolean;
  claims: string;
}

interface Decide {
  key: string;
  /** public id */
  organisation: string;
  decision: VerificationDecision;
  seen: string;
  reason: string;
}

/**
 * The operator's word on what an organisation says of itself. Refuses 'changed-meanwhile' when it says something else by
 * now, 'siren-needed' without a SIREN whose key is right, 'already-done' when it was decided meanwhile.
 */
export function decideVerification(
  ctx: Ctx,
  { key, organisation, decision, seen, reason }: Decide,
): Promise<{ decision: VerificationDecision }> {
  const said = { act: ACTS[decision], subject: { kind: 'organisation', id: organisation }, reason } as const;
  return operatorAct(ctx, { ...said, key, input: { seen } }, async (tx, add) => {
    const [row] = await tx.db.execute<Row>(sql`
      select o.id, o.verified_at is not null as verified, siren_is_valid(o.siren) as valid, organisation_claims(o) as claims
        from organisation o where o.public_id = ${organisation}::uuid and o.kind <> 'private_person' for no key update`);
    if (!row) return refuse('not-found');
    if (digestOf(row.claims) !== seen) return refuse('changed-meanwhile');
    if (row.verified !== (decision === 'withdrawn')) return refuse('already-done');
    if (decision === 'approved' && !row.valid) return refuse('siren-needed');
    await tx.db.execute(sql`
      insert into verification (organisation_id, decision, how, claims, reason, person_id)
      values (${row.id}, ${decision}, 'operator', ${row.claims}, ${reason}, ${tx.actor.person?.id ?? null})`);
    await tx.db.execute(sql`
      update organisation set verified_at = case when ${decision === 'approved'} then ledger.clock() end where id = ${row.id}`);
    add({ concerns: { organisation: row.id } });
    return { decision };
  });
}

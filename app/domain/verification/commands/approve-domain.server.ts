import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { operatorAct } from '#app/domain/operator/operator-act.server.ts';
import { resolveTerritory } from '#app/domain/organisations/places.server.ts';
import { statusesOfKind } from '#app/domain/organisations/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import type { ApproveDomainInput } from '../schema.ts';
import { isOpenToAll } from '../vocabulary.ts';

/**
 * From now on an organisation with that SIREN that says exactly this of itself is verified as soon as one of its
 * administrators has a confirmed address at the domain; those that wait already are at once.
 */
export async function approveDomain(
  ctx: Ctx,
  { key, input }: { key: string; input: Omit<ApproveDomainInput, 'intent'> },
): Promise<{ publicId: string }> {
  const { domain, siren, kind, reason } = input;
  const legalStatus = input.legalStatus ?? statusesOfKind[kind][0];
  if (!statusesOfKind[kind].includes(legalStatus)) refuse('invalid-input', { field: 'legalStatus' });
  if (isOpenToAll(domain)) refuse('domain-open-to-all', { field: 'domain' });
  const said = { act: 'approve-domain', subject: { kind: 'domain', id: null }, reason } as const;
  return operatorAct(ctx, { ...said, key, input }, async (tx, add) => {
    const { territoryLevel: level, territoryCode: code } = input;
    const asked = level && code ? { level, code } : undefined;
    const territory = kind === 'collectivite' ? await resolveTerritory(tx, asked) : null;
    const [made] = await tx.db.execute<{ publicId: string }>(sql`
      insert into organisation_domain (domain, siren, kind, legal_status, social_economy, territory_level, territory_code, approved_by)
      values (${domain}, ${siren}, ${kind}, ${legalStatus}, ${input.socialEconomy === 'on'}, ${territory?.level ?? null},
              ${territory?.code ?? null}, ${tx.actor.person?.id ?? null})
      on conflict (domain, siren, kind) where ended_at is null do nothing returning public_id as "publicId"`);
    if (!made) return refuse('already-done', { field: 'domain' });
    add({ subjectId: made.publicId, details: { domain, siren, kind } });
    return made;
  });
}

/** Verifies nobody any more; who was verified stays so. */
export function endDomain(
  ctx: Ctx,
  { key, domain, reason }: { key: string; domain: string; reason: string },
): Promise<{ ended: true }> {
  const said = { act: 'end-domain', subject: { kind: 'domain', id: domain }, reason } as const;
  return operatorAct(ctx, { ...said, key }, async (tx, add) => {
    const [row] = await tx.db.execute<{ id: number; ended: boolean; domain: string; siren: string }>(sql`
      select id, ended_at is not null as ended, domain, siren from organisation_domain where public_id = ${domain}::uuid for update`);
    if (!row) return refuse('not-found');
    if (row.ended) return refuse('already-done');
    await tx.db.execute(sql`
      update organisation_domain set ended_at = ledger.clock(), ended_by = ${tx.actor.person?.id ?? null} where id = ${row.id}`);
    add({ details: { domain: row.domain, siren: row.siren } });
    return { ended: true as const };
  });
}

import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import { reservationDraft } from '#db/tables/lots.ts';
import type { GuestReserveInput } from '../schema.ts';

/** Writes the mail with the link, in the transaction it is given. The secret exists nowhere else. */
export type SendConfirmation = (
  tx: Ctx,
  mail: {
    draft: string;
    token: string;
    email: string;
    name: string;
    lotTitle: string;
    holder: string;
    lotPublicId: string;
    quantityMilli: number;
    unit: Unit;
  },
) => Promise<void>;

export const DRAFT_HOURS = 24;

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/**
 * A visitor's request: kept as a draft that holds nothing until the mail's link is followed. Says only what anyone may
 * know of the lot; nothing depends on whether the address has an account.
 */
export async function requestAsGuest(
  ctx: Ctx,
  lotPublicId: string,
  { key, input, send }: { key: string; input: GuestReserveInput; send: SendConfirmation },
): Promise<{ draft: string }> {
  return inCommand(ctx, { name: 'request-as-guest', key, input: { lotPublicId, ...input } }, async (tx) => {
    const [lot] = await tx.db.execute<{
      id: number;
      title: string;
      unit: Unit;
      closed: boolean;
      commune: string | null;
      step: number;
      left: number;
      holder: string;
      digest: string | null;
      private: boolean;
    }>(sql`
      select l.id, l.title, l.unit, l.step_milli as step, ledger.left_of(l.id) as left, o.name as holder, removal_digest(l) as digest,
             l.removal <> 'by_taker' or l.private_removal_reason is not null as private,
             l.status = 'withdrawn' or ledger.clock() >= (l.available_until + 1)::timestamp at time zone zone_of(p.departement_code) as closed,
             (select c.code from commune c where c.code = coalesce(
               (select f.code from commune_former f where f.former_code = ${input.communeCode}), ${input.communeCode})) as commune
        from visible_lots(null) l join commune p on p.code = l.commune_code join organisation o on o.id = l.organisation_id where l.public_id = ${lotPublicId}::uuid`);
    if (!lot) return refuse('not-found');
    if (lot.closed) return refuse('lot-closed');
    if (input.quantity % lot.step !== 0)
      return refuse('bad-quantity', { field: 'quantity', stepMilli: lot.step, unit: lot.unit });
    if (input.quantity > lot.left)
      return refuse('not-enough-left', { field: 'quantity', leftMilli: lot.left, unit: lot.unit });
    if (!lot.private) return refuse('removal-closed-to-private');
    if (lot.digest !== null && lot.digest !== input.conditions)
      return refuse(input.conditions ? 'conditions-changed' : 'conditions-needed', { field: 'conditions' });
    const communeCode = lot.commune ?? refuse('commune-unknown', { field: 'communeCode' });
    const token = randomBytes(32).toString('base64url');
    const [draft] = await tx.db
      .insert(reservationDraft)
      .values({
        tokenHash: hashOfToken(token),
        lotId: lot.id,
        quantityMilli: input.quantity,
        name: input.name,
        email: input.email,
        phone: input.phone,
        communeCode,
        purpose: input.purpose,
        substitution: input.substitution ?? null,
        note: input.note ?? null,
        locale: ctx.locale,
        conditionsDigest: lot.digest,
        expiresAt: sql`ledger.clock() + make_interval(hours => ${DRAFT_HOURS})`,
      })
      .returning({ publicId: reservationDraft.publicId });
    if (!draft) throw new Error('the draft was not written');
    const { email, name, quantity } = input;
    await send(tx, {
      draft: draft.publicId,
      token,
      email,
      name,
      lotTitle: lot.title,
      holder: lot.holder,
      lotPublicId,
      quantityMilli: quantity,
      unit: lot.unit,
    });
    return { draft: draft.publicId };
  });
}

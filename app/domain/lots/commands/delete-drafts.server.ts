import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { Refusal, type RefusalCode } from '#app/domain/refusal.ts';
import { type BatchDone, leftOut } from '../batch.server.ts';
import type { ChosenLot } from '../bulk-schema.ts';
import { ownLots } from '../own-lots.server.ts';

export interface DraftsDeleted extends BatchDone {
  /** public id of the site where the first of them was */
  site: string;
}

/**
 * Takes drafts away for good, with their photos and documents. A lot that was ever offered has a history and stays, and
 * so does one that somebody changed since its row was read: each is left out with its reason.
 */
export async function deleteDrafts(
  ctx: Ctx,
  { key, lots }: { key: string; lots: readonly ChosenLot[] },
): Promise<DraftsDeleted> {
  return inCommand(ctx, { name: 'delete-drafts', key, input: { lots } }, (tx) => deleteTogether(tx, lots));
}

/** The same inside a transaction; used to show beforehand what it would do. */
export async function deleteTogether(tx: Ctx, lots: readonly ChosenLot[]): Promise<DraftsDeleted> {
  const versions = new Map(lots.map(({ publicId, version }) => [publicId, version]));
  const found = await ownLots(tx, [...versions.keys()]);
  const { organisation, person } = tx.actor;
  const [site] = await tx.db.execute<{ publicId: string }>(sql`
    select public_id as "publicId" from site where id = ${found[0]?.siteId ?? null}::bigint`);
  const asked = found.map(({ publicId }) => versions.get(publicId));
  const answers = await tx.db.execute<{ lot: number; outcome: 'ok' | RefusalCode }>(sql`
    select lot, outcome from lot_erase_drafts(${organisation?.id ?? null}::bigint, ${person?.id ?? null}::bigint,
      ${sql.param(`{${found.map(({ id }) => id).join(',')}}`)}::bigint[], ${sql.param(`{${asked.join(',')}}`)}::integer[])`);
  const said = new Map(answers.map(({ lot, outcome }) => [lot, outcome]));
  const done: string[] = [];
  const refused: BatchDone['refused'] = [];
  for (const lot of found) {
    const outcome = said.get(lot.id) ?? 'not-found';
    if (outcome === 'ok') done.push(lot.publicId);
    else refused.push(leftOut(lot, new Refusal(outcome)));
  }
  return { batch: null, done, refused, site: site?.publicId ?? '' };
}

import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import type { CaseSubject, Measure } from './vocabulary.ts';

/** A case as what is decided of it needs it, locked. */
export interface CaseRow extends Record<string, unknown> {
  id: number;
  publicId: string;
  number: string;
  kind: CaseSubject;
  subjectId: string;
  organisationId: number | null;
  personId: number | null;
  lotId: number | null;
  messageId: number | null;
  state: 'open' | 'decided' | 'appealed' | 'final';
}

interface Suspended {
  organisations: number[];
  persons: number[];
}

/**
 * Who a suspension falls on: whoever wrote the message, with the organisation they are alone in; else the organisation, with
 * its person when it is one person's own. Nobody who runs the platform is suspended from its own desk.
 */
export async function whoIsSuspended(
  ctx: Ctx,
  one: Pick<CaseRow, 'kind' | 'organisationId' | 'personId'>,
): Promise<Suspended> {
  const [row] = await ctx.db.execute<Suspended & { operators: number } & Record<string, unknown>>(
    one.personId !== null
      ? sql`select array(select o.id from membership m join organisation o on o.id = m.organisation_id
                          where m.person_id = ${one.personId} and o.kind = 'private_person') as organisations,
                   array[${one.personId}::bigint] as persons,
                   (select count(*)::int from person where id = ${one.personId} and platform_admin) as operators`
      : sql`with own as (select m.person_id as id from membership m join organisation o on o.id = m.organisation_id
                          where o.id = ${one.organisationId} and o.kind = 'private_person')
            select array[${one.organisationId}::bigint] as organisations, array(select id from own) as persons,
                   (select count(*)::int from person join own using (id) where platform_admin) as operators`,
  );
  if (!row || row.operators > 0) return refuse('forbidden');
  return { organisations: row.organisations.map(Number), persons: row.persons.map(Number) };
}

/** Carries a measure out, in the transaction of its decision. */
export async function apply(ctx: Ctx, one: CaseRow, measure: Measure, why: string): Promise<void> {
  if (measure === 'hide_lot') await ctx.db.execute(sql`select bar_lot(${one.lotId}, true)`);
  if (measure === 'hide_photo') await hidePhoto(ctx, one.subjectId);
  if (measure === 'hide_message')
    await ctx.db.execute(
      sql`update message set hidden_at = ledger.clock() where id = ${one.messageId} and hidden_at is null`,
    );
  if (measure === 'suspend') await suspend(ctx, one, why);
}

/** Takes it back: what was hidden is shown again, who was suspended acts again. */
export async function undo(ctx: Ctx, one: CaseRow, measure: Measure): Promise<void> {
  if (measure === 'hide_lot') await ctx.db.execute(sql`select bar_lot(${one.lotId}, false)`);
  if (measure === 'hide_photo') await showPhoto(ctx, one.subjectId);
  if (measure === 'hide_message')
    await ctx.db.execute(sql`update message set hidden_at = null where id = ${one.messageId}`);
  if (measure === 'suspend') await lift(ctx, one);
}

async function suspend(ctx: Ctx, one: CaseRow, why: string): Promise<void> {
  const { organisations, persons } = await whoIsSuspended(ctx, one);
  for (const organisation of organisations) {
    const [made] = await ctx.db.execute<{ id: number | null }>(
      sql`select suspend(${organisation}::bigint, null, ${why}) as id`,
    );
    if (made?.id) await record(ctx, 'suspension.began', { organisation, suspension: made.id });
  }
  for (const person of persons) await ctx.db.execute(sql`select suspend(null, ${person}::bigint, ${why})`);
}

/** Whether anybody was suspended until now. */
export async function lift(ctx: Ctx, one: CaseRow): Promise<boolean> {
  const { organisations, persons } = await whoIsSuspended(ctx, one);
  let lifted = false;
  for (const organisation of organisations)
    lifted =
      ended(await ctx.db.execute(sql`select lift_suspension(${organisation}::bigint, null) as id`)) || lifted;
  for (const person of persons)
    lifted =
      ended(await ctx.db.execute(sql`select lift_suspension(null, ${person}::bigint) as id`)) || lifted;
  return lifted;
}

const ended = ([row]: readonly Record<string, unknown>[]) => Boolean(row?.id);

/** The photo leaves its lot; a job takes its pixels from where they are served. */
async function hidePhoto(ctx: Ctx, photo: string): Promise<void> {
  const [hidden] = await ctx.db.execute<{ file: number }>(sql`
    with gone as (delete from lot_photo where public_id = ${photo}::uuid returning *)
    insert into hidden_photo (public_id, lot_id, file_id, position, alt_text, created_by, created_at)
    select public_id, lot_id, file_id, position, alt_text, created_by, created_at from gone returning file_id as file`);
  if (hidden) await record(ctx, 'case.photo-hidden', { file: hidden.file });
}

async function showPhoto(ctx: Ctx, photo: string): Promise<void> {
  const [shown] = await ctx.db.execute<{ file: number }>(sql`
    with back as (delete from hidden_photo where public_id = ${photo}::uuid returning *)
    insert into lot_photo (public_id, lot_id, file_id, position, alt_text, created_by, created_at)
    select public_id, lot_id, file_id, position, alt_text, created_by, created_at from back on conflict do nothing
    returning file_id as file`);
  if (shown) await record(ctx, 'case.photo-shown', { file: shown.file });
}

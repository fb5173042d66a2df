import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { Subject } from './subject.server.ts';

export interface CaseUnderWay extends Record<string, unknown> {
  id: number;
  publicId: string;
  number: string;
  reports: number;
}

/** The open case on this thing, locked; opened when there is none. Two at once open one. */
export async function caseUnderWay(ctx: Ctx, subject: Subject): Promise<CaseUnderWay> {
  const { kind, id, organisationId, personId, lotId, messageId, seen } = subject;
  for (;;) {
    const [known] = await ctx.db.execute<CaseUnderWay>(sql`
      select id, public_id as "publicId", number, reports from report_case
       where subject_kind = ${kind} and subject_id = ${id}::uuid and state = 'open' for no key update`);
    if (known) return known;
    const [made] = await ctx.db.execute<CaseUnderWay>(sql`
      insert into report_case (subject_kind, subject_id, organisation_id, person_id, lot_id, message_id, seen)
      values (${kind}, ${id}::uuid, ${organisationId}, ${personId}, ${lotId}, ${messageId}, ${JSON.stringify(seen)}::jsonb)
      on conflict (subject_kind, subject_id) where state = 'open' do nothing
      returning id, public_id as "publicId", number, reports`);
    if (made) return made;
  }
}

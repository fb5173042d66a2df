import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { caseUnderWay } from '../case-under-way.server.ts';
import type { ReportInput } from '../schema.ts';
import { subjectOf } from '../subject.server.ts';
import { MOST_REPORTS, type Reportable } from '../vocabulary.ts';

export interface Reported {
  /** of the case */
  number: string;
  /** public id of the report, behind whose link its state is read; null when it only counts among many, or repeats another's address */
  report: string | null;
}

interface Asked {
  key: string;
  kind: Reportable;
  id: string;
  input: Omit<ReportInput, 'photo'>;
}

/**
 * Somebody reports what they see, signed in or not: it opens a case, or joins the one under way on the same thing. Said
 * again by the same person it is the same report. An acknowledgement leaves for whoever can be written to.
 */
export function reportThing(ctx: Ctx, { key, kind, id, input }: Asked): Promise<Reported> {
  return inCommand(ctx, { name: 'report-thing', key, input: { kind, id, ...input } }, async (tx) => {
    const subject = await subjectOf(tx, kind, id);
    const under = await caseUnderWay(tx, subject);
    const person = ctx.actor.person?.id ?? null;
    const email = person === null ? (input.email ?? null) : null;
    if (person !== null) {
      const [mine] = await tx.db.execute<{ publicId: string }>(sql`
        select public_id as "publicId" from report where case_id = ${under.id} and person_id = ${person}`);
      if (mine) return { number: under.number, report: mine.publicId };
    }
    await tx.db.execute(sql`update report_case set reports = reports + 1 where id = ${under.id}`);
    if (under.reports >= MOST_REPORTS) return { number: under.number, report: null };
    const [made] = await tx.db.execute<{ id: number; publicId: string }>(sql`
      insert into report (case_id, person_id, email, locale, reason, body)
      values (${under.id}, ${person}, ${email}, ${ctx.locale}, ${input.reason}, ${input.body ?? null})
      on conflict do nothing returning id, public_id as "publicId"`);
    if (!made) return { number: under.number, report: null };
    await record(tx, 'report.received', { report: made.id });
    return { number: under.number, report: made.publicId };
  });
}

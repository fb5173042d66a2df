import { sql } from 'drizzle-orm';
import { idIn, type Reaction } from '#app/jobs/reaction.ts';
import type { OperatorActFacts } from '#app/platform/mail/letters/operator.ts';
import { queueMail } from '#app/platform/mail/queue.server.ts';

interface Row extends Record<string, unknown> {
  act: OperatorActFacts['act'];
  reason: string;
  at: string;
  organisation: OperatorActFacts['organisation'];
  readers: { id: number; name: string; email: string; locale: 'fr' | 'en'; alone: boolean }[];
}

/** Those an act concerns read it by mail, whatever their rhythm: the person, else the organisation's administrators. */
const tell: Reaction = async (ctx, event) => {
  const id = idIn(event, 'act');
  const [row] = await ctx.db.execute<Row>(sql`
    select a.act, a.reason, to_json(a.at) #>> '{}' as at,
           case when o.id is not null then json_build_object('name', o.name, 'slug', o.slug) end as organisation,
           coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name, 'email', p.email, 'locale', p.locale,
                      'alone', p.id = a.concerns_person_id or o.kind = 'private_person') order by p.id)
              from person p where p.id = a.concerns_person_id
                or exists (select from membership m where m.person_id = p.id and m.organisation_id = o.id and m.role = 'administrator')), '[]') as readers
      from operator_act a left join organisation o on o.id = a.concerns_organisation_id where a.id = ${id}`);
  if (!row) return;
  const { act, reason, at, organisation, readers } = row;
  for (const { id: personId, name, email, locale, alone } of readers) {
    const facts = { act, reason, at: new Date(at), organisation: alone ? null : organisation };
    await queueMail(ctx, {
      ...{ kind: 'operator.acted', to: email, locale, personId },
      dedupKey: `event:${event.id}:${personId}`,
      params: { name, facts },
    });
  }
};

/** To the operator who asked for it. */
const test: Reaction = async (ctx, event) => {
  const [reader] = await ctx.db.execute<{ id: number; name: string; email: string; locale: 'fr' | 'en' }>(
    sql`select id, name, email, locale from person where id = ${event.personId} and platform_admin`,
  );
  if (!reader) return;
  const { id: personId, name, email: to, locale } = reader;
  await queueMail(ctx, {
    ...{ kind: 'operator.test', to, locale, personId },
    dedupKey: `event:${event.id}:${personId}`,
    params: { name },
  });
};

export const operatorMails: Record<string, Reaction> = {
  'operator.acted': tell,
  'operator.test-mail': test,
};

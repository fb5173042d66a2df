import { type SQL, sql } from 'drizzle-orm';
import type { Ctx, Locale } from '#app/domain/context.ts';
import { idIn, type Reaction } from '#app/jobs/reaction.ts';
import { queueMail } from '#app/platform/mail/queue.server.ts';

interface Reader {
  id: number;
  name: string;
  email: string;
  locale: Locale;
}

const reader = sql.raw("json_build_object('id', p.id, 'name', p.name, 'email', p.email, 'locale', p.locale)");

const administratorsOf = (organisation: SQL): SQL => sql`
  coalesce((select json_agg(${reader} order by p.id) from membership m join person p on p.id = m.person_id
             where m.organisation_id = ${organisation} and m.role = 'administrator'), '[]')`;

type About = { organisation: string; slug: string } & Record<string, unknown>;

/** A mail domain verified it: the operator's own acts are told by the desk. */
const checked: Reaction = async (ctx, event) => {
  const id = idIn(event, 'verification');
  const [row] = await ctx.db.execute<About & { domain: string; readers: Reader[] }>(sql`
    select o.name as organisation, o.slug, d.domain, ${administratorsOf(sql`o.id`)} as readers
      from verification v join organisation o on o.id = v.organisation_id join organisation_domain d on d.id = v.domain_id where v.id = ${id}`);
  if (!row) return;
  const { readers, ...said } = row;
  for (const one of readers)
    await queueMail(ctx, {
      ...{ kind: 'organisation.checked', ...addressOf(one), dedupKey: `event:${event.id}:${one.id}` },
      params: { ...said, name: one.name },
    });
};

const joinAsked: Reaction = async (ctx, event) => {
  const row = await requestOf(ctx, idIn(event, 'request'));
  if (!row || row.answer) return;
  const { organisation, slug, asker, message, readers } = row;
  for (const one of readers)
    await queueMail(ctx, {
      ...{ kind: 'organisation.join-asked', ...addressOf(one), dedupKey: `event:${event.id}:${one.id}` },
      params: { name: one.name, organisation, slug, person: asker.name, email: asker.email, message },
    });
};

const joinAnswered: Reaction = async (ctx, event) => {
  const row = await requestOf(ctx, idIn(event, 'request'));
  if (!row?.answer) return;
  const { organisation, slug, asker, answer } = row;
  await queueMail(ctx, {
    ...{ kind: 'organisation.join-answered', ...addressOf(asker), dedupKey: `event:${event.id}` },
    params: { name: asker.name, organisation, slug, accepted: answer === 'accepted' },
  });
};

type Asked = About & { asker: Reader; message: string | null; answer: string | null; readers: Reader[] };

async function requestOf(ctx: Ctx, id: number): Promise<Asked | null> {
  const [row] = await ctx.db.execute<Asked>(sql`
    select o.name as organisation, o.slug, j.message, j.answer, ${reader} as asker, ${administratorsOf(sql`o.id`)} as readers
      from join_request j join organisation o on o.id = j.organisation_id join person p on p.id = j.person_id where j.id = ${id}`);
  return row ?? null;
}

const addressOf = ({ id, email, locale }: Reader) => ({ to: email, locale, personId: id });

export const organisationMails: Record<string, Reaction> = {
  'organisation.checked': checked,
  'organisation.join-asked': joinAsked,
  'organisation.join-answered': joinAnswered,
};

import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { lotConditions } from '#app/domain/lots/conditions.server.ts';
import { readerOf, resolveFilters } from '#app/domain/lots/resolve-filters.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { criteriaOf } from './criteria.ts';
import { keepsAlerts } from './policy.ts';
import type { AlertCount, AlertView } from './views.ts';
import { MOST_ALERTS } from './vocabulary.ts';

const COUNT_CAP = 100;

type Row = Omit<AlertView, 'createdAt' | 'lastSentAt'> & { createdAt: string; lastSentAt: string | null };

const view = ({ createdAt, lastSentAt, ...rest }: Row): AlertView => ({
  ...rest,
  createdAt: new Date(createdAt),
  lastSentAt: lastSentAt ? new Date(lastSentAt) : null,
});

const columns: SQL = sql`a.public_id as "publicId", a.name, a.query, a.rhythm, a.paused_at is not null as paused, o.name as organisation,
  a.created_at as "createdAt", a.last_sent_at as "lastSentAt"`;

/** The reader's own alerts, newest first. */
export async function myAlerts(ctx: Ctx): Promise<AlertView[]> {
  if (!keepsAlerts(ctx.actor)) return [];
  const rows = await ctx.db.execute<Row & Record<string, unknown>>(sql`
    select ${columns} from alert a left join organisation o on o.id = a.organisation_id
     where a.person_id = ${ctx.actor.person.id} and a.removed_at is null order by a.id desc limit ${MOST_ALERTS}`);
  return [...rows].map(view);
}

/** One of them. Somebody else's does not exist. */
export async function myAlert(ctx: Ctx, publicId: string): Promise<AlertView> {
  if (!keepsAlerts(ctx.actor)) return refuse('not-found');
  const [row] = await ctx.db.execute<Row & Record<string, unknown>>(sql`
    select ${columns} from alert a left join organisation o on o.id = a.organisation_id
     where a.public_id = ${publicId}::uuid and a.person_id = ${ctx.actor.person.id} and a.removed_at is null`);
  return row ? view(row) : refuse('not-found');
}

/** How many lots answer each search now, for this reader: from memory where it is kept, else counted to 100 in SQL. */
export async function countsNow(ctx: Ctx, queries: readonly string[]): Promise<AlertCount[]> {
  const reader = readerOf(ctx);
  const asked = await Promise.all(
    queries.map(async (query) => resolveFilters(ctx, criteriaOf(query).filters)),
  );
  if (asked.length === 0) return [];
  const market = ctx.market;
  if (market?.ready({ text: asked.some(({ text }) => text !== null) }))
    return asked.map((filters) => ({ count: market.count(filters, reader), more: false }));
  const each = asked.map(
    (filters, n) => sql`(select ${n}::int as n, count(*)::int as count from (
      select 1 from visible_lots(${reader.organisationId}::bigint) l where ${lotConditions(filters, reader)} limit ${COUNT_CAP + 1}) x)`,
  );
  const rows = await ctx.db.execute<{ n: number; count: number }>(sql`${sql.join(each, sql` union all `)}`);
  const counts = new Map([...rows].map(({ n, count }) => [n, count]));
  return asked.map((_, n) => {
    const count = counts.get(n) ?? 0;
    return { count: Math.min(count, COUNT_CAP), more: count > COUNT_CAP };
  });
}

/** One just put away, to offer it back; null for anything else. */
export async function removedAlert(
  ctx: Ctx,
  publicId: string,
): Promise<{ publicId: string; name: string } | null> {
  if (!keepsAlerts(ctx.actor)) return null;
  const [row] = await ctx.db.execute<{ publicId: string; name: string }>(sql`
    select public_id as "publicId", name from alert
     where public_id = ${publicId}::uuid and person_id = ${ctx.actor.person.id} and removed_at is not null`);
  return row ?? null;
}

export interface MailedAlert {
  publicId: string;
  name: string;
  stopped: boolean;
}

/** What a mail told of, for whoever holds its signed link: names only. Null when there is no such mail. */
export async function alertsOfMail(ctx: Ctx, mailPublicId: string): Promise<MailedAlert[] | null> {
  const rows = await ctx.db.execute<{ publicId: string | null; name: string; stopped: boolean }>(sql`
    select a.public_id as "publicId", a.name, a.paused_at is not null as stopped
      from alert_mail m left join alert a on a.id = any(m.alert_ids) and a.person_id = m.person_id and a.removed_at is null
     where m.public_id = ${mailPublicId}::uuid order by a.id`);
  if (rows.length === 0) return null;
  return [...rows].flatMap(({ publicId, ...rest }) => (publicId ? [{ publicId, ...rest }] : []));
}

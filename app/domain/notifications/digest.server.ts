import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { Digest } from './views.ts';

const SHOWN = 30;

/** People with something due by mail. */
export async function peopleDue(ctx: Ctx, most: number): Promise<number[]> {
  const rows = await ctx.db.execute<{ id: number }>(sql`
    select person_id as id from notification where mail_due_at <= (select ledger.clock()) group by person_id order by min(mail_due_at) limit ${most}`);
  return [...rows].map(({ id }) => id);
}

interface Row extends Record<string, unknown> {
  id: number;
  publicId: string;
  title: string;
  line: string;
  path: string;
  read: boolean;
}

/**
 * All that waits for one person, taken: whoever comes next finds nothing. What was read meanwhile is left out, and an address
 * that fails gets none. In the transaction that writes its mail; `ids` are those the mail carries.
 */
export async function takeDigest(ctx: Ctx, personId: number): Promise<(Digest & { ids: number[] }) | null> {
  const rows = await ctx.db.execute<Row>(sql`
    update notification set mail_due_at = null where person_id = ${personId} and mail_due_at is not null
    returning id, public_id as "publicId", title, line, path, read_at is not null as read`);
  const [person] = await ctx.db.execute<Digest['person'] & Record<string, unknown>>(sql`
    select id, public_id as "publicId", name, email, locale from person where id = ${personId} and email_failed_at is null`);
  const fresh = [...rows].filter(({ read }) => !read).sort((a, b) => b.id - a.id);
  const [newest] = fresh;
  if (!person || !newest) return null;
  return {
    key: `digest:${newest.publicId}`,
    person,
    items: fresh.slice(0, SHOWN).map(({ title, line, path }) => ({ title, line, path })),
    others: Math.max(0, fresh.length - SHOWN),
    ids: fresh.map(({ id }) => id),
  };
}

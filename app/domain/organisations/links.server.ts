import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { token } from '#db/tables/people.ts';
import { type LinkKind, linkMinutes } from './vocabulary.ts';

export type LinkPayload = Record<string, string | null>;

/** 256 random bits for a mail, and what is kept of them. */
export function newSecret(): { raw: string; hash: Buffer } {
  const raw = randomBytes(32).toString('base64url');
  return { raw, hash: hashOf(raw) };
}

export const hashOf = (raw: string) => createHash('sha256').update(raw).digest();

const open = (kind: LinkKind) => and(eq(token.kind, kind), isNull(token.usedAt));

/** A new link of this kind; the older ones of that person stop working. Returns the raw token. */
export async function issueLink(
  ctx: Ctx,
  kind: LinkKind,
  personId: number,
  payload: LinkPayload = {},
): Promise<string> {
  const { raw, hash } = newSecret();
  await voidLinks(ctx, personId, kind);
  const life = sql`ledger.clock() + ${linkMinutes[kind]} * interval '1 minute'`;
  await ctx.db.insert(token).values({ kind, hash, personId, payload, expiresAt: life });
  return raw;
}

export async function voidLinks(ctx: Ctx, personId: number, kind: LinkKind): Promise<void> {
  await ctx.db
    .update(token)
    .set({ usedAt: sql`ledger.clock()` })
    .where(and(open(kind), eq(token.personId, personId)));
}

/** Uses a link once: of two who try together, one gets it. Refuses 'link-expired' for unknown, used and expired alike. */
export async function consumeLink(
  ctx: Ctx,
  kind: LinkKind,
  raw: string,
): Promise<{ personId: number; payload: LinkPayload }> {
  const [row] = await ctx.db
    .update(token)
    .set({ usedAt: sql`ledger.clock()` })
    .where(and(open(kind), eq(token.hash, hashOf(raw)), gt(token.expiresAt, sql`ledger.clock()`)))
    .returning({ personId: token.personId, payload: token.payload });
  if (!row) return refuse('link-expired');
  return { personId: row.personId, payload: row.payload as LinkPayload };
}

/** For the page that shows the button: looking never uses the link, mail scanners follow addresses. */
export async function linkWorks(ctx: Ctx, kind: LinkKind, raw: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ id: token.id })
    .from(token)
    .where(and(open(kind), eq(token.hash, hashOf(raw)), gt(token.expiresAt, sql`ledger.clock()`)));
  return rows.length > 0;
}

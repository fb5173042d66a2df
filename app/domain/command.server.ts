import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { actFor, overInWords } from '#app/domain/acting.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';

export interface CommandCall {
  /** `reserve-lot`: the file that holds the command. */
  name: string;
  /** Idempotency key chosen by whoever asks (UUID). */
  key: string;
  /** What was asked, without secrets: only its SHA-256 is kept, and another content under the same key is refused. */
  input: unknown;
}

interface CommandRow extends Record<string, unknown> {
  name: string;
  content_hash: Buffer;
  person_id: number | null;
  answer: unknown;
}

/**
 * One transaction, one row of `command`. A second call with the same key returns the stored answer without running
 * `work` again. The answer is plain JSON (no Date): a replay gives back exactly what the first call gave.
 * Throws Refusal 'idempotency-mismatch' when the key already served for something else.
 */
export async function inCommand<Answer>(
  ctx: Ctx,
  call: CommandCall,
  work: (ctx: Ctx) => Promise<Answer>,
): Promise<Answer> {
  const organisation = ctx.actor.organisation?.id ?? 0;
  const person = ctx.actor.person?.id ?? null;
  const hash = contentHash(call.input);
  return ctx.db.transaction(async (tx) => {
    await actFor({ ...ctx, db: tx });
    const claimed = await tx
      .execute(sql`
      insert into command (organisation_id, key, name, content_hash, person_id)
      values (${organisation}, ${call.key}::uuid, ${call.name}, ${hash}, ${person})
      on conflict (organisation_id, key) do nothing
      returning 1`)
      .catch(overInWords);
    if (claimed.length === 0) {
      const [row] = await tx.execute<CommandRow>(sql`
        select name, content_hash, person_id, answer from command
        where organisation_id = ${organisation} and key = ${call.key}::uuid`);
      const same = row && row.name === call.name && hash.equals(row.content_hash);
      // organisation 0 is everyone who acts alone: there the person is part of the key
      if (!same || (organisation === 0 && row.person_id !== person)) refuse('idempotency-mismatch');
      return row.answer as Answer;
    }
    const answer = await work({ ...ctx, db: tx });
    const stored = answer === undefined ? null : JSON.stringify(answer);
    await tx.execute(sql`
      update command set answer = ${stored}::jsonb where organisation_id = ${organisation} and key = ${call.key}::uuid`);
    return (stored === null ? answer : JSON.parse(stored)) as Answer;
  });
}

/** The key of one part of a command: the same key and part always give the same. */
export function keyWithin(key: string, part: string | number): string {
  const hex = createHash('sha256').update(`${key}:${part}`).digest('hex');
  const group = (from: number, to: number) => hex.slice(from, to);
  return [group(0, 8), group(8, 12), `4${group(13, 16)}`, `8${group(17, 20)}`, group(20, 32)].join('-');
}

/** SHA-256 of the canonical JSON: key order does not matter, bytes count by their own hash. */
export function contentHash(input: unknown): Buffer {
  return createHash('sha256').update(canonical(input)).digest();
}

function canonical(value: unknown): string {
  if (value instanceof Uint8Array) return `bytes:${createHash('sha256').update(value).digest('hex')}`;
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

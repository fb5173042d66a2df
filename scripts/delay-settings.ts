import { userInfo } from 'node:os';
import type postgres from 'postgres';
import {
  COUNTS,
  DELAYS,
  type Delay,
  type DelaySetting,
  HOURS,
  shortDelay,
} from '#app/domain/reservations/delays.ts';

type Sql = postgres.Sql<{ bigint: number }>;

const NAMES = [...Object.keys(DELAYS), ...HOURS, ...Object.keys(COUNTS)] as DelaySetting[];

/** Every setting as the operator writes it: 72h, 14d, 08:00, 3. */
export async function delaysNow(
  sql: Sql | postgres.TransactionSql<{ bigint: number }>,
): Promise<Record<DelaySetting, string>> {
  const columns = NAMES.map((name) =>
    name in DELAYS ? `extract(epoch from ${name})::bigint as ${name}` : `left(${name}::text, 5) as ${name}`,
  );
  const [row] = await sql.unsafe(`select ${columns.join(', ')} from ledger.delay`);
  return Object.fromEntries(
    NAMES.map((name) => [name, name in DELAYS ? shortDelay(Number(row?.[name])) : String(row?.[name])]),
  ) as Record<DelaySetting, string>;
}

/** One line a setting: name, value, what it is for. */
export function delayLines(now: Record<DelaySetting, string>): string[] {
  const hours = { day_starts: 'no deadline falls earlier in the day', day_ends: 'nor later' };
  const all = { ...DELAYS, ...COUNTS };
  const about = (name: DelaySetting) =>
    name in hours ? hours[name as 'day_ends'] : all[name as Delay].about;
  return NAMES.map((name) => `${name.padEnd(17)} ${now[name].padEnd(7)} ${about(name)}`);
}

/** Who runs the command, for the record: the login of the machine. */
export function operator(): string {
  try {
    return process.env.SUDO_USER ?? userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

/**
 * Changes these settings, as the owner, and keeps what they were, what they are and who changed them as an event, in one
 * transaction. Deadlines already given stay as they were told.
 */
export async function changeDelays(
  sql: Sql,
  changes: Partial<Record<DelaySetting, string | number>>,
  who: string,
): Promise<Record<DelaySetting, string>> {
  return sql.begin(async (tx) => {
    await tx`select from ledger.delay for update`;
    const before = await delaysNow(tx);
    await tx`update ledger.delay set ${tx(changes as Record<string, string | number>)}`;
    const after = await delaysNow(tx);
    const changed = (from: Record<string, string>) =>
      Object.fromEntries(
        NAMES.filter((name) => before[name] !== after[name]).map((name) => [name, from[name] ?? '']),
      );
    await tx`insert into public.event (kind, payload) values ('delays.changed', ${tx.json({ who, before: changed(before), after: changed(after) })})`;
    return after;
  });
}

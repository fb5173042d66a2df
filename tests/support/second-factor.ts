import { codeAt, openSecret, sealSecret } from '#app/platform/second-factor.server.ts';
import type { TestDatabase } from '#tests/support/database.ts';

type Owner = TestDatabase['owner'];

/** Gives somebody a second factor that is on, as their telephone would have it. */
export async function giveFactor(owner: Owner, person: { id: number; publicId: string }, key?: string) {
  const secret = Buffer.from('12345678901234567890');
  await owner`insert into second_factor (person_id, secret, confirmed_at)
    values (${person.id}, ${sealSecret(secret, person.publicId, key)}, ledger.clock())`;
  return secret;
}

/** What the telephone shows now, as if it had shown nothing before: each code serves once. */
export async function shownCode(owner: Owner, person: { id: number; publicId: string }, key?: string) {
  const [row] = await owner`
    update second_factor set last_step = 0 where person_id = ${person.id} returning secret`;
  return codeAt(openSecret(row?.secret as Buffer, person.publicId, key), new Date());
}

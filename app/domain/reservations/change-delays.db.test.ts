import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { loggedActs } from '#app/domain/operator/queries.server.ts';
import { acting, alone, refusalOf } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { changeDelays } from './commands/change-delays.server.ts';
import { DELAY_SETTINGS, delayInput } from './delay-input.ts';
import { delaysNow } from './delay-settings.server.ts';

let world: TestDatabase;
let operator: Ctx;
beforeAll(async () => {
  world = await freshDatabase();
  operator = await alone(world, { platformAdmin: true });
});

const reason = 'Décidé en comité le 12 novembre';
const asked = async (changes: Record<string, string>) =>
  delayInput.parse({ ...(await delaysNow(operator)), ...changes, reason });

describe('the delays at the desk', () => {
  it('knows every setting of the ledger, and no other', async () => {
    const rows = await world.sql`
      select attname as name from pg_attribute where attrelid = 'ledger.delay'::regclass and attnum > 0 and not attisdropped`;
    const others = ['only_row'];
    expect([...DELAY_SETTINGS, ...others].sort()).toEqual(rows.map(({ name }) => name).sort());
  });

  it('change what comes next, with what was and what is in the log and as an event', async () => {
    const input = await asked({ request: '48 h', pick_up: '10 j', day_ends: '19:00', open_unproven: '5' });
    expect(await changeDelays(operator, input, randomUUID())).toBe(4);
    const changed = { request: '48h', pick_up: '10d', day_ends: '19:00', open_unproven: '5' };
    expect(await delaysNow(operator)).toMatchObject(changed);
    const [line] = (await loggedActs(operator, { act: 'change-delays' }, null)).acts;
    const before = { request: '72h', pick_up: '14d', day_ends: '20:00', open_unproven: '3' };
    expect(line).toMatchObject({ reason, subjectId: 'delays', details: { before, after: changed } });
    const [event] = await world.sql`select payload from event where kind = 'delays.changed'`;
    expect(event?.payload).toMatchObject({ who: `person ${operator.actor.person?.id}` });
  });

  it('refuse what is outside of the bounds, what does not go together, and what changes nothing', async () => {
    const before = await delaysNow(operator);
    const wrongs: Record<string, string>[] = [
      { request: '30min' },
      { request: '61d' },
      { request: 'tomorrow' },
      { day_starts: '25:00' },
    ];
    for (const wrong of wrongs) await expect(asked(wrong)).rejects.toThrow('invalid-value');
    const short = changeDelays(operator, await asked({ day_starts: '18:00' }), randomUUID());
    expect(await refusalOf(short)).toEqual({ code: 'delays-disagree' });
    expect(await refusalOf(changeDelays(operator, await asked({}), randomUUID()))).toEqual({
      code: 'nothing-changed',
    });
    expect(await delaysNow(operator)).toEqual(before);
  });

  it('are nobody else’s: not through the command, nor through the function of the database', async () => {
    const { ctx, party } = await acting(world);
    const input = await asked({ request: '2h' });
    expect(await refusalOf(changeDelays(ctx, input, randomUUID()))).toEqual({ code: 'not-found' });
    const call = (person: number | null, changes: string) =>
      world.sql`select change_delays(${person}::bigint, ${changes}::jsonb)`;
    await expect(call(party.person, '{"request": "2 hours"}')).rejects.toThrow('no platform administrator');
    await expect(call(null, '{"request": "2 hours"}')).rejects.toThrow('no platform administrator');
    const me = operator.actor.person?.id ?? 0;
    await expect(call(me, '{"request": "1 second"}')).rejects.toThrow('delay_request_bounds');
    await expect(call(me, '{"only_row": false}')).rejects.toThrow('no such delay');
    await expect(call(me, '{"request = interval \'1 day\', pick_up": "2 days"}')).rejects.toThrow(
      'no such delay',
    );
    await expect(call(me, '[]')).rejects.toThrow('nothing to change');
    await expect(world.sql`update ledger.delay set request = '2 hours'`).rejects.toThrow('permission denied');
  });
});

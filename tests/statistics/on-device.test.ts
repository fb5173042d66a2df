import { beforeAll, expect, test } from 'vitest';
import { onDeviceShare } from '#app/domain/statistics/on-device.server.ts';
import { accepted, call, expectOk, lot, type Party, party, weighed } from '#tests/ledger/world.ts';
import { visitor } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';

let world: TestDatabase;
let holder: Party;
let taker: Party;
beforeAll(async () => {
  world = await freshDatabase();
  await world.owner`update ledger.delay set open_unproven = 1000`;
  holder = await party(world.sql);
  taker = await party(world.sql);
});

let all = 0;
async function handOver(by: 'account' | 'code'): Promise<number> {
  const lotId = await lot(world.owner, holder);
  const reservation = await accepted(world.owner, holder, taker, lotId, 1000);
  const ticket = weighed(20_000);
  if (by === 'code')
    expectOk(
      await call(
        world.owner,
        'confirm_on_device',
        holder,
        reservation,
        1000,
        ...ticket,
        null,
        true,
        null,
        'code',
      ),
    );
  else
    for (const side of [holder, taker])
      expectOk(await call(world.owner, 'confirm_handover', side, reservation, 1000, ...ticket));
  all++;
  return lotId;
}
const share = (
  code = '35238',
  level: 'commune' | 'france' = 'commune',
  view: 'origin' | 'destination' = 'origin',
) => onDeviceShare(visitor(world), { level, code }, view, all);

test('the share is that of the counted hand-overs, wherever they are seen from; one or two are not said', async () => {
  expect(await share()).toEqual({ handovers: 0, of: 0 });
  const lots = [await handOver('code'), await handOver('code')];
  for (let n = 0; n < 3; n++) await handOver('account');
  expect(await share()).toBeNull();
  lots.push(await handOver('code'));
  expect(await share()).toEqual({ handovers: 3, of: 6 });
  expect(await share('fr', 'france')).toEqual({ handovers: 3, of: 6 });
  expect(await share('35278', 'commune', 'destination')).toEqual({ handovers: 3, of: 6 });
  expect(await share('35278')).toEqual({ handovers: 0, of: 6 });
  // taken off by a correction, it is in neither figure
  const [line] =
    await world.owner`select seq from ledger.movement where lot_id = ${Number(lots[0])} and kind = 'collect'`;
  const proposed = expectOk(
    await call(
      world.owner,
      'propose_correction',
      taker,
      Number(lots[0]),
      Number(line?.seq),
      0,
      null,
      null,
      null,
      null,
      null,
      null,
      'ticket',
    ),
  );
  expectOk(await call(world.owner, 'answer_correction', holder, Number(proposed.correction), true));
  all--;
  expect(await share()).toBeNull();
});

test('two that are not would be known by subtraction: nothing is said', async () => {
  all = 5;
  await handOver('code');
  await handOver('code');
  // 4 on the device in all
  all = 5;
  expect(await share()).toBeNull();
  all = 8;
  expect(await share()).toEqual({ handovers: 4, of: 8 });
});

import { expect, it } from 'vitest';
import { recolementOf } from '#app/domain/recolement/queries.server.ts';
import { accepted, call, expectOk, handedOver, party } from '#tests/ledger/world.ts';
import { acting, visitor } from '#tests/support/context.ts';
import { freshDatabase } from '#tests/support/database.ts';
import { makeLot, makeSite } from '#tests/support/factories.ts';
import { diverted } from './diverted.server.ts';
import { territoryFigures } from './figures.server.ts';

it('confirmed re-use stands beside the main total, never when one or two hand-overs make it; récolement tells what was thrown away', async () => {
  const world = await freshDatabase();
  const holder = await acting(world);
  const site = await makeSite(world.owner, holder.party);
  const lot = await makeLot(world.owner, holder.party, { site });
  const france = { level: 'france', code: 'fr' } as const;
  const ctx = visitor(world);
  const confirmed = async () => (await territoryFigures(ctx, france, 'origin')).confirmed;
  expect(await confirmed()).toEqual({ massG: 0, handovers: 0 });
  const take = async () => {
    const taker = await party(world.sql);
    const id = await accepted(world.sql, holder.party, taker, lot.id, 2000);
    await handedOver(world.sql, holder.party, taker, id, 2000, 40_000);
    return { taker, id };
  };
  const three = [await take(), await take(), await take()];
  for (const [n, { taker, id }] of three.entries()) {
    expectOk(
      await call(
        ...([world.sql, 'say_outcome', taker, id] as const),
        ...[n ? 2000 : 1000, 0, 0, n ? 0 : 1000, null],
      ),
    );
    expect(await confirmed()).toEqual(n < 2 ? null : { massG: 100_000, handovers: 3 });
  }
  expect(await diverted(ctx, { territory: france })).toMatchObject({
    total_kg: 100,
    confirmed_kg: 100,
    handovers: 3,
  });
  const [row] = await world.sql`select id from site where public_id = ${site.publicId}`;
  const { lines } = await recolementOf(holder.ctx, {
    id: Number(row?.id),
    organisationId: holder.party.organisation,
  });
  const masses = lines.filter(({ outcome }) => ['handed_over', 'landfilled'].includes(outcome));
  expect(masses.map(({ outcome, massG }) => `${outcome} ${massG}`).sort()).toEqual([
    'handed_over 20000',
    'handed_over 40000',
    'handed_over 40000',
    'landfilled 20000',
  ]);
});

import { randomInt } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { ruleRows } from '#db/reference/materials.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { offeringVerdict } from './offering.ts';
import { offeringRules } from './offering-rules.server.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});

const type = () => `TST-${randomInt(1e9)}`;
const facts = (typeCode: string) => ({
  typeCode,
  familyCode: 'TST',
  typeRisks: { asbestos: false, lead: false, other: null, listingPolicy: 'allow' },
  permitYear: 2010,
  asbestos: 'no' as const,
  lead: 'no' as const,
  otherPollutants: null,
  wasteCode: null,
  quantityMilli: 1000,
  unit: 'u' as const,
  documents: [],
  ownerStatus: null,
  free: false,
});
const add = (typeCode: string, from: string, until: string | null) => world.owner`
  insert into offering_rule (code, effect, reason_fr, reason_en, basis_fr, basis_en, conditions, source_quality, valid_from, valid_until)
  values (${`TST-${String(randomInt(10, 99))}`}, 'refuse', 'Non.', 'No.', 'Loi', 'Law', ${world.owner.json({ types: [typeCode] })}, 'test', ${from}, ${until})
  on conflict do nothing`;
const verdict = async (typeCode: string, onDate?: string) =>
  offeringVerdict(facts(typeCode), await offeringRules(world.db, onDate)).verdict;

describe('rules are dated data', () => {
  it('all those of the file are in force', async () => {
    const codes = (await offeringRules(world.db)).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(ruleRows().map(({ code }) => code)));
  });

  it('one added by SQL applies at once; ended, no more; not before its first day', async () => {
    const code = type();
    expect(await verdict(code)).toBe('ok');
    await add(code, '2026-01-01', '2026-06-30');
    expect(await verdict(code, '2025-12-31')).toBe('ok');
    expect(await verdict(code, '2026-01-01')).toBe('refuse');
    expect(await verdict(code, '2026-06-30')).toBe('refuse');
    expect(await verdict(code, '2026-07-01')).toBe('ok');
    expect(await verdict(code)).toBe('ok');
  });

  it('a gift to associations is unruled before the decree of 2022', async () => {
    const codes = (await offeringRules(world.db, '2022-05-07')).map(({ code }) => code);
    expect(codes).not.toContain('CGP-01');
  });

  it.each([[{ colour: ['red'] }], [{ types: 'MIN-01' }], [{ any: [] }], [{ not: { colour: true } }], [[]]])(
    'one in words that nobody knows is refused when written: %j',
    async (conditions) => {
      await expect(
        world.owner`insert into offering_rule (code, effect, reason_fr, reason_en, basis_fr, basis_en, conditions, source_quality, valid_from)
          values ('TST-00', 'warn', 'a', 'a', 'a', 'a', ${world.owner.json(conditions as never)}, 'test', '2026-01-01')`,
      ).rejects.toThrow('offering_rule_conditions_check');
    },
  );

  it('the serving role only reads them', async () => {
    await expect(world.sql`update offering_rule set valid_until = '2021-01-01'`).rejects.toThrow(
      'permission denied',
    );
  });
});

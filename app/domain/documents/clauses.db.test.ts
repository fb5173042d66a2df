import { beforeAll, describe, expect, it } from 'vitest';
import { visitor } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { clausesFor } from './clauses.server.ts';
import { natureOf, sellerKind, takerKind } from './parties.ts';
import { NATURES, SELLER_KINDS, TAKER_KINDS } from './vocabulary.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});

const pairs = SELLER_KINDS.flatMap((seller) =>
  TAKER_KINDS.flatMap((taker) => NATURES.map((nature) => [seller, taker, nature] as const)),
);
const day = '2026-11-23';
const WITHOUT = /sans garantie|without guarantee|as is\b|en l’état/i;

describe.each(pairs)('a deed: %s to %s, %s', (seller, taker, nature) => {
  const read = () => clausesFor(visitor(world), { seller, taker, nature, legalLine: 'reemploi', day });

  it('says the transfer once, what is known, and in a sale who answers for hidden defects, once', async () => {
    const clauses = await read();
    const codes = clauses.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => code.startsWith('transfer-'))).toEqual([`transfer-${nature}`]);
    expect(codes).toContain('what-is-known');
    expect(codes).toContain('not-waste');
    expect(codes.filter((code) => code.startsWith('hidden-defects'))).toHaveLength(nature === 'sale' ? 1 : 0);
    expect(codes.includes('not-an-invoice')).toBe(nature === 'sale');
    expect(codes.includes('public-gift')).toBe(seller === 'public' && nature === 'gift');
    expect(codes.includes('entrusted')).toBe(seller === 'entrusted');
  });

  it('never sets a guarantee aside unless a private person sells', async () => {
    const clauses = await read();
    const aside = seller === 'private_person' && nature === 'sale';
    expect(clauses.some(({ withoutGuarantee }) => withoutGuarantee)).toBe(aside);
    for (const { title, text, withoutGuarantee } of clauses)
      for (const words of [title.fr, title.en, text.fr, text.en])
        if (!withoutGuarantee) expect(words).not.toMatch(WITHOUT);
  });

  it('carries the legal notice of conformity when a professional sells to a private person, and only then', async () => {
    const notice = (await read()).filter(({ conformityNotice }) => conformityNotice);
    const owed = seller === 'professional' && taker === 'private_person' && nature === 'sale';
    expect(notice).toHaveLength(owed ? 1 : 0);
    if (!owed) return;
    for (const words of [
      'délai de deux ans',
      'douze premiers mois',
      'L. 217-1 à L. 217-32',
      'articles 1641 à 1649',
    ])
      expect(notice[0]?.text.fr).toContain(words);
  });
});

it('a text not yet in force is not said', async () => {
  const pair = {
    seller: 'professional',
    taker: 'private_person',
    nature: 'sale',
    legalLine: 'reemploi',
  } as const;
  const before = await clausesFor(visitor(world), { ...pair, day: '2022-09-30' });
  expect(before.some(({ conformityNotice }) => conformityNotice)).toBe(false);
});

it('the table itself refuses a professional selling to a private person without guarantee', async () => {
  await expect(
    world.owner`update deed_clause set without_guarantee = true where code = 'hidden-defects' and 'private_person' = any (takers)`,
  ).rejects.toThrow('deed_clause_guarantee');
});

describe('who the parties are', () => {
  it('a private person’s material offered by a professional is entrusted; what was not said counts as a professional', () => {
    expect(sellerKind({ titleStatus: 'private_person', offeredBy: 'private_person' })).toBe('private_person');
    expect(sellerKind({ titleStatus: 'private_person', offeredBy: 'firm' })).toBe('entrusted');
    expect(sellerKind({ titleStatus: null, offeredBy: 'private_person' })).toBe('professional');
    expect(sellerKind({ titleStatus: 'private', offeredBy: 'association' })).toBe('professional');
    for (const titleStatus of ['state', 'collectivite', 'public_establishment'] as const)
      expect(sellerKind({ titleStatus, offeredBy: 'firm' })).toBe('public');
  });

  it('who takes, and whether there is a price', () => {
    expect(takerKind({ kind: 'private_person', legalStatus: 'private_person' })).toBe('private_person');
    expect(takerKind({ kind: 'landlord', legalStatus: 'public_establishment' })).toBe('public');
    expect(takerKind({ kind: 'landlord', legalStatus: 'private' })).toBe('professional');
    expect(takerKind({ kind: 'association', legalStatus: 'private' })).toBe('association');
    expect([0, null, 1200].map(natureOf)).toEqual(['gift', 'sale', 'sale']);
  });
});

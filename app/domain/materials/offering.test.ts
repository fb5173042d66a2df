import { describe, expect, it } from 'vitest';
import { ruleRows } from '#db/reference/materials.ts';
import { mentions } from './mentions.ts';
import {
  type GiftTerms,
  giftVerdict,
  type OfferingFacts,
  type OfferingRule,
  offeringVerdict,
} from './offering.ts';
import type { DocumentKind } from './vocabulary.ts';

const rules = ruleRows()
  .map((row) => row as unknown as Omit<OfferingRule, 'reason' | 'basis'>)
  .map((row) => ({ ...row, reason: { fr: '', en: '' }, basis: { fr: '', en: '' } }));

const door: OfferingFacts = {
  typeCode: 'MIN-01',
  familyCode: 'MIN',
  typeRisks: { asbestos: false, lead: false, other: null, listingPolicy: 'allow' },
  permitYear: 1974,
  asbestos: 'unknown',
  lead: 'unknown',
  otherPollutants: null,
  wasteCode: '17 02 01',
  quantityMilli: 12_000,
  unit: 'u',
  documents: [],
  ownerStatus: 'private',
  free: true,
};
const risky = { asbestos: true, lead: true, other: null, listingPolicy: 'allow' };
const judge = (facts: Partial<OfferingFacts>) => offeringVerdict({ ...door, ...facts }, rules);
const codes = (facts: Partial<OfferingFacts>) => judge(facts).reasons.map(({ rule }) => rule);

describe('what may be offered', () => {
  it('an ordinary door of 1974, yes', () => expect(judge({})).toEqual({ verdict: 'ok', reasons: [] }));

  it.each<[string, Partial<OfferingFacts>, string]>([
    ['asbestos declared', { asbestos: 'yes' }, 'REF-01'],
    ['asbestos among the other pollutants', { otherPollutants: 'présence d’amiante' }, 'REF-01'],
    ['a lead water pipe by its name', { designation: 'Canalisation en plomb Ø 20' }, 'REF-04'],
    ['creosoted sleepers', { designation: 'Traverses de chemin de fer' }, 'REF-06'],
    ['CCA timber', { otherPollutants: 'CCA' }, 'REF-07'],
    ['infested timber', { otherPollutants: 'termites, traité en 2010' }, 'REF-08'],
    ['PCB by waste code, however spaced', { wasteCode: '170902*' }, 'REF-09'],
    ['mercury', { otherPollutants: 'mercure' }, 'REF-10'],
    ['an ionisation detector', { designation: 'Détecteurs ioniques de fumée' }, 'REF-11'],
    ['tar', { otherPollutants: 'HAP > 500 mg/kg' }, 'REF-14'],
    ['gas cylinders', { designation: 'Bouteilles de gaz' }, 'REF-18'],
    ['what is already waste', { otherPollutants: 'BSD n° 12' }, 'REF-20'],
    ['any other hazardous waste', { wasteCode: '17 02 04*' }, 'GIS-01'],
  ])('%s: refused', (_, facts, code) => {
    expect(judge(facts).verdict).toBe('refuse');
    expect(codes(facts)).toContain(code);
  });

  it.each<[string, Partial<OfferingFacts>, string, DocumentKind]>([
    ['asbestos risk before July 1997', { typeRisks: risky, permitYear: 1997 }, 'REF-02', 'asbestos_survey'],
    [
      'asbestos risk before July 1997, even said to be free of it',
      { typeRisks: risky, permitYear: 1960, asbestos: 'no' },
      'REF-02',
      'asbestos_survey',
    ],
    [
      'high asbestos risk of unknown date',
      { typeRisks: { ...risky, listingPolicy: 'proof' }, permitYear: null },
      'REF-02.1',
      'asbestos_survey',
    ],
    [
      'lead risk before 1949',
      { typeRisks: { ...risky, asbestos: false }, permitYear: 1948 },
      'REF-05',
      'lead_survey',
    ],
    [
      'refrigerant equipment',
      { typeCode: 'CVC-10', wasteCode: '16 02 11*' },
      'REF-12',
      'refrigerant_recovery',
    ],
    ['foam of unknown date', { typeCode: 'FAC-09', permitYear: null }, 'REF-15', 'hbcdd_analysis'],
    [
      'more than 500 m3 of soil',
      { typeCode: 'EXT-08', unit: 'm3', quantityMilli: 500_001 },
      'REF-17',
      'soil_tracking',
    ],
    [
      'a listed movable of a public owner',
      { designation: 'Grille, monument historique', ownerStatus: 'collectivite', free: false },
      'REF-19',
      'heritage_clearance',
    ],
  ])('%s: waits for its document, and goes once it is there', (_, facts, code, document) => {
    expect(judge(facts)).toMatchObject({ verdict: 'wait' });
    expect(codes(facts)).toContain(code);
    expect(codes({ ...facts, documents: [document] })).not.toContain(code);
  });

  it.each<[string, Partial<OfferingFacts>]>([
    ['1998', { typeRisks: risky, permitYear: 1998 }],
    ['1949 for lead', { typeRisks: { ...risky, asbestos: false }, permitYear: 1949 }],
    [
      'lead declared before 1949: told to takers',
      { typeRisks: { ...risky, asbestos: false }, permitYear: 1900, lead: 'yes' },
    ],
    ['500 m3 of soil', { typeCode: 'EXT-08', unit: 'm3', quantityMilli: 500_000 }],
    ['a usual type of unknown date: warned only', { typeRisks: risky, permitYear: null }],
    ['what is said to be free of it', { otherPollutants: 'sans amiante, absence de PCB, non créosoté' }],
  ])('%s: goes', (_, facts) => expect(['ok', 'warn']).toContain(judge(facts).verdict));

  it('tells the gravest first', () => {
    expect(
      judge({ typeRisks: risky, permitYear: null, asbestos: 'yes' }).reasons.map(({ verdict }) => verdict),
    ).toEqual(['refuse', 'warn']);
  });

  it('a public organisation that gives says first whose materials they are', () => {
    const facts = { ownerStatus: null, holderStatus: 'collectivite' } as const;
    expect(codes(facts)).toEqual(['CGP-02']);
    expect(judge(facts).verdict).toBe('wait');
    expect(judge({ ...facts, free: false }).verdict).toBe('ok');
    expect(judge({ ...facts, ownerStatus: 'private' }).verdict).toBe('ok');
  });
});

describe('a public owner’s gift', () => {
  const gift = { ...door, ownerStatus: 'public_establishment' } as const;
  const to = (
    kind: 'association' | 'firm' | 'collectivite' | 'private_person',
    more: Partial<OfferingFacts> = {},
    socialEconomy = false,
  ) =>
    giftVerdict(
      { ...gift, ...more },
      {
        kind,
        legalStatus:
          kind === 'collectivite' ? 'collectivite' : kind === 'private_person' ? 'private_person' : 'private',
        socialEconomy,
      },
      rules,
    );

  it('names the case of the law under which each recipient may stand', () => {
    expect(to('association')?.clauses).toEqual(['2']);
    expect(to('collectivite')?.clauses).toEqual(['11']);
    expect(to('firm')?.clauses).toEqual([]);
    expect(to('firm', { typeCode: 'EXT-11' }, true)?.clauses).toEqual(['10']);
    expect(to('private_person')?.clauses).toEqual([]);
    expect(to('association')?.terms.unitValueMaxCents).toBe(30_000);
  });

  it('asks nothing of a sale, nor of a private owner', () => {
    expect(to('firm', { free: false })).toBeNull();
    expect(to('firm', { ownerStatus: 'private' })).toBeNull();
    expect(to('firm', { ownerStatus: null })).toBeNull();
  });
});

describe('words of a rule', () => {
  it('one that nobody knows makes the rule apply', () => {
    const rule = {
      ...(rules[0] as OfferingRule),
      conditions: { colour: ['red'] } as object,
      gift: null as GiftTerms | null,
    };
    expect(offeringVerdict(door, [rule]).verdict).toBe('refuse');
  });

  it.each([
    ['Bois traité anti-termites', ['termite'], false],
    ['traces de mérule', ['merule'], true],
    ['PCB-free sealant', ['pcb'], false],
    ['aucune trace de termites', ['termite'], false],
    ['mercurey 1er cru', ['mercure'], false],
    ['', ['mercure'], false],
  ])('"%s" names %s: %s', (text, words, found) => expect(mentions(text, words)).toBe(found));
});

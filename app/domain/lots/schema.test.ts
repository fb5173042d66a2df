import { describe, expect, it } from 'vitest';
import { lotForm, lotInput } from './schema.ts';

const least = { typeCode: 'MIN-01', title: 'Portes', unit: 'u', quantity: '42', pricing: 'gift' };
const errors = (
  input: Record<string, unknown>,
  schema: { safeParse: typeof lotInput.safeParse } = lotInput,
) =>
  schema
    .safeParse({ ...least, ...input })
    .error?.issues.map(({ path, message }) => [path.join('.'), message]);

describe('a lot as typed', () => {
  it('says unknown where nothing was answered, never no', () => {
    expect(lotInput.parse(least)).toMatchObject({
      quantityMilli: 42_000,
      stepMilli: 1000,
      priceCents: 0,
      unitMassG: undefined,
      massBasis: 'default',
      condition: 'unknown',
      asbestos: 'unknown',
      lead: 'unknown',
      legalLine: 'reemploi',
      negotiable: false,
    });
  });

  it('needs a type, a title, a quantity, a unit and a way to be priced', () => {
    const wrong = lotInput.safeParse({}).error?.issues.map(({ path, message }) => [path[0], message]);
    expect(wrong).toEqual([
      ['typeCode', 'choose-type'],
      ['title', 'required'],
      ['unit', 'required'],
      ['quantity', 'required'],
      ['pricing', 'required'],
    ]);
  });

  it('is a gift, priced or on request', () => {
    const priced = { pricing: 'priced', price: '15,50', priceBasis: 'whole', negotiable: 'on' };
    expect(lotInput.parse({ ...least, ...priced })).toMatchObject({
      priceCents: 1550,
      priceBasis: 'whole',
      negotiable: true,
    });
    expect(lotInput.parse({ ...least, pricing: 'on_request', price: '3' }).priceCents).toBeNull();
    expect(lotInput.parse({ ...least, price: '3' }).priceCents).toBe(0);
    expect(errors({ pricing: 'priced' })).toEqual([['price', 'required']]);
    expect(errors({ pricing: 'priced', price: '0' })).toEqual([['price', 'invalid-price']]);
    expect(errors({ pricing: 'priced', price: 'cher' })).toEqual([['price', 'invalid-price']]);
  });

  it('counts pieces whole and metres to the hundredth', () => {
    expect(errors({ quantity: '2,5' })).toEqual([['quantity', 'whole-steps']]);
    expect(lotInput.parse({ ...least, unit: 'm2', quantity: '2,55' }).quantityMilli).toBe(2550);
    expect(errors({ unit: 'm2', quantity: '2,555' })).toEqual([['quantity', 'whole-steps']]);
    expect(errors({ quantity: ' ' })).toEqual([['quantity', 'required']]);
    expect(errors({ quantity: 'beaucoup' })).toEqual([['quantity', 'invalid-quantity']]);
  });

  it('takes a unit mass only when it is declared or measured', () => {
    const mass = (massBasis: string, unitMassKg?: string) =>
      lotInput.safeParse({ ...least, massBasis, unitMassKg });
    expect(mass('measured', '24,5 kg').data?.unitMassG).toBe(24_500);
    expect(mass('default', '24,5').data?.unitMassG).toBeUndefined();
    expect(errors({ massBasis: 'declared' })).toEqual([['unitMassKg', 'required']]);
    expect(errors({ massBasis: 'declared', unitMassKg: 'lourd' })).toEqual([['unitMassKg', 'invalid-mass']]);
    expect(errors({ massBasis: 'declared', unitMassKg: '900000000', quantity: '999999999' })).toEqual([
      ['unitMassKg', 'mass-too-large'],
    ]);
  });

  it('has a window in the right order', () => {
    expect(errors({ availableFrom: '2026-05-02', availableUntil: '2026-05-01' })).toEqual([
      ['availableUntil', 'date-order'],
    ]);
  });
});

describe('the form of a lot', () => {
  const form = lotForm('2026-11-22') as never;
  it('keeps a draft that could not be published, and says why it is not published', () => {
    expect(errors({ asbestos: 'yes', availableUntil: '2026-11-21' }, form)).toBeUndefined();
    expect(errors({ asbestos: 'yes', availableUntil: '2026-11-21', intent: 'publish' }, form)).toEqual([
      ['asbestos', 'asbestos-listed'],
      ['availableUntil', 'window-over'],
    ]);
    expect(errors({ availableUntil: '2026-11-22', intent: 'publish' }, form)).toBeUndefined();
  });
});

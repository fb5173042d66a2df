import { describe, expect, it } from 'vitest';
import { handoverInput } from './handover-schema.ts';

const said = (typed: object) => handoverInput.parse({ quantity: '6', identicalUse: 'on', ...typed });
const refused = (typed: object) =>
  handoverInput
    .safeParse({ quantity: '6', ...typed })
    .error?.issues.map(({ path, message }) => `${path}: ${message}`);

describe('what one side says was taken', () => {
  it('counted unless said otherwise; an unticked box means another use', () => {
    expect(said({})).toEqual({
      quantity: 6000,
      method: 'counted',
      massKg: undefined,
      pickedUpOn: undefined,
      identicalUse: true,
    });
    expect(said({ identicalUse: undefined }).identicalUse).toBe(false);
  });

  it('weighed: kilograms as written on a ticket become grams', () => {
    expect(said({ method: 'weighed', massKg: '168,5 kg' }).massKg).toBe(168_500);
    expect(said({ method: 'weighed', massKg: '1 168.250' }).massKg).toBe(1_168_250);
  });

  it('zero: nothing was taken, nothing to weigh', () => {
    expect(said({ quantity: '0' }).quantity).toBe(0);
    expect(said({ quantity: '0,00', method: 'weighed' }).quantity).toBe(0);
  });

  it('refuses beside the field', () => {
    expect(refused({ quantity: '' })).toEqual(['quantity: required']);
    expect(refused({ quantity: 'six' })).toEqual(['quantity: invalid-taken']);
    expect(refused({ quantity: '-1' })).toEqual(['quantity: invalid-taken']);
    expect(refused({ method: 'weighed' })).toEqual(['massKg: required']);
    expect(refused({ method: 'weighed', massKg: '0' })).toEqual(['massKg: invalid-mass']);
    expect(refused({ pickedUpOn: '2026-02-30' })).toEqual(['pickedUpOn: invalid-date']);
  });

  it('a mass typed beside "counted" is never dropped in silence', () =>
    expect(refused({ method: 'counted', massKg: '168' })).toEqual(['massKg: mass-not-weighed']));
});

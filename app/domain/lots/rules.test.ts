import { describe, expect, it } from 'vitest';
import type { ActingOrganisation, Actor, Role } from '#app/domain/context.ts';
import { canCreateSite, canManageSite, canReadSiteWhole } from '#app/domain/sites/policy.ts';
import { canManageLot, canReserveLot } from './policy.ts';
import { LOT_STATUSES } from './vocabulary.ts';
import { lotWorkflow, mayMove } from './workflow.ts';

const as = (id: number, role: Role): Actor => ({
  person: null,
  organisation: { id, role } as ActingOrganisation,
  via: 'session',
});
const visitor: Actor = { person: null, organisation: null, via: 'none' };
const held = { organisationId: 1 };

describe('who may do what with sites and lots', () => {
  it.each([
    ['administrator', true, true],
    ['site_manager', true, true],
    ['member', false, true],
    ['analyst', false, false],
  ] as const)('%s of the holder: manages %s, reads the site whole %s', (role, manages, reads) => {
    const actor = as(1, role);
    expect([canManageLot(actor, held), canManageSite(actor, held), canCreateSite(actor)]).toEqual([
      manages,
      manages,
      manages,
    ]);
    expect(canReadSiteWhole(actor, held)).toBe(reads);
    expect(canReserveLot(actor, held)).toBe(false);
  });

  it('a stranger or a visitor manages nothing, and may reserve', () => {
    for (const actor of [as(2, 'administrator'), visitor]) {
      expect([canManageLot(actor, held), canManageSite(actor, held), canReadSiteWhole(actor, held)]).toEqual([
        false,
        false,
        false,
      ]);
      expect(canReserveLot(actor, held)).toBe(true);
    }
    expect(canCreateSite(visitor)).toBe(false);
    expect(canReserveLot(as(2, 'analyst'), held)).toBe(false);
  });
});

describe('the life of a lot', () => {
  it('goes from a draft to the market and off it, never back to a draft', () => {
    const from = (verb: keyof typeof lotWorkflow) => LOT_STATUSES.filter((status) => mayMove(status, verb));
    expect(from('publish')).toEqual(['draft']);
    expect(from('exhaust')).toEqual(['published']);
    expect(from('restock')).toEqual(['exhausted']);
    expect(from('withdraw')).toEqual(['draft', 'published', 'exhausted']);
    expect(Object.values(lotWorkflow).map(({ to }) => to)).not.toContain('draft');
  });
});

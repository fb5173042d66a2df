import { describe, expect, it } from 'vitest';
import type { Actor } from '#app/domain/context.ts';
import { allowsRole, mayManageMembers, maySeeMembers } from './policy.ts';
import { type OrganisationKind, type Role, roles } from './vocabulary.ts';

const acting = (role: Role, kind: OrganisationKind = 'firm'): Actor => ({
  person: {
    id: 1,
    publicId: 'p',
    name: 'Jeanne',
    email: 'j@example.test',
    locale: 'fr',
    platformAdmin: false,
  },
  organisation: { id: 7, publicId: 'o', slug: 'o', name: 'O', kind, role, territory: null },
  via: 'session',
});
const visitor: Actor = { person: null, organisation: null, via: 'none' };

describe('a role', () => {
  it('includes those below; an analyst’s stands apart', () => {
    const table = roles.map((actual) => roles.filter((asked) => allowsRole(actual, asked)).sort());
    expect(table).toEqual([
      ['member'],
      ['member', 'site_manager'],
      ['administrator', 'member', 'site_manager'],
      ['analyst'],
    ]);
  });
});

describe('colleagues', () => {
  it('are seen by those who act for the organisation', () => {
    for (const role of roles) expect(maySeeMembers(acting(role), 7)).toBe(true);
    expect(maySeeMembers(acting('administrator'), 8)).toBe(false);
    expect(maySeeMembers(visitor, 7)).toBe(false);
  });
  it('are managed by its administrators, never in a private person’s own organisation', () => {
    expect(roles.filter((role) => mayManageMembers(acting(role), 7))).toEqual(['administrator']);
    expect(mayManageMembers(acting('administrator'), 8)).toBe(false);
    expect(mayManageMembers(acting('administrator', 'private_person'), 7)).toBe(false);
    expect(mayManageMembers(visitor, 7)).toBe(false);
  });
});

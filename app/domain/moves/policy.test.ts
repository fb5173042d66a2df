import { describe, expect, it } from 'vitest';
import type { ActingScope, Actor, Role } from '#app/domain/context.ts';
import { canCloseSite, canMoveSite } from './policy.ts';

const site = { organisationId: 7, siteId: 70 };

const actor = (role: Role, organisation = 7, scopes?: ActingScope[], siteId = 70): Actor => ({
  via: 'session',
  person: null,
  organisation: {
    ...{ id: organisation, publicId: '', slug: '', name: '', kind: 'firm' as const, role, territory: null },
  },
  ...(scopes && {
    onBehalf: {
      siteId,
      scopes,
      subject: '',
      by: { organisation: { id: 9, slug: '', name: '' }, mandateId: 1 },
    },
  }),
});

describe('who moves or ends a whole site', () => {
  it('its site managers and administrators, nobody else', () => {
    for (const may of [canMoveSite, canCloseSite]) {
      const roles = (['member', 'site_manager', 'administrator', 'analyst'] as const).map((role) =>
        may(actor(role), site),
      );
      expect(roles).toEqual([false, true, true, false]);
      expect(may(actor('administrator', 8), site)).toBe(false);
      expect(may({ via: 'none', person: null, organisation: null }, site)).toBe(false);
    }
  });

  it('a mandate moves it when it may both list and answer there, and never ends it', () => {
    const by = (scopes: ActingScope[], siteId?: number) => actor('site_manager', 7, scopes, siteId);
    expect(canMoveSite(by(['list', 'answer']), site)).toBe(true);
    expect(canMoveSite(by(['list']), site)).toBe(false);
    expect(canMoveSite(by(['answer', 'handover']), site)).toBe(false);
    expect(canMoveSite(by(['list', 'answer'], 71), site)).toBe(false);
    expect(canCloseSite(by(['list', 'answer', 'handover']), site)).toBe(false);
  });
});

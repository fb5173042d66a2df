import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './csp.ts';
import { mayBeFramed } from './framing.ts';

describe('who may be framed', () => {
  it.each([
    ['/lots', 'embed=1', true],
    ['/lots', 'q=porte&embed=1&map=5/46/2', true],
    ['/lots.data', 'embed=1', true],
    ['/lots', '', false],
    ['/lots', 'embed=0', false],
    ['/lots', 'q=embed=1', false],
    ['/lots/', 'embed=1', false],
    ['/lots/00000000-0000-4000-8000-000000000000', 'embed=1', false],
    ['/login', 'embed=1', false],
  ])('%s?%s: %s', (path, query, verdict) => {
    expect(mayBeFramed(path, query)).toBe(verdict);
  });

  it('is said by the policy, which refuses everybody else', () => {
    const policy = (framed: boolean) => contentSecurityPolicy({ nonce: 'n', mapOrigins: [], framed });
    expect(policy(false)).toContain("frame-ancestors 'none'");
    expect(policy(true)).toContain('frame-ancestors *');
  });
});

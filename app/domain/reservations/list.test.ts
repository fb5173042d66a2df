import { describe, expect, it } from 'vitest';
import { listQuery, readListAddress } from './list.ts';

const read = (query: string) => readListAddress(new URLSearchParams(query));
const site = '0b9f6a52-1111-4222-8333-444455556666';

describe('the address of a list of reservations', () => {
  it('says nothing of what is usual', () => {
    expect(read('')).toEqual({ view: 'open', sort: 'deadline', site: null });
    expect(listQuery(read(''))).toEqual({ show: undefined, site: undefined, sort: undefined });
    expect(read('show=done').sort).toBe('recent');
  });

  it('is read back as it was written', () => {
    for (const query of [
      'show=todo&sort=recent',
      `site=${site}`,
      'show=done&sort=deadline',
      `show=done&site=${site}`,
    ]) {
      const asked = read(query);
      const written = Object.entries(listQuery(asked)).flatMap(([name, value]) =>
        value ? [[name, value]] : [],
      );
      expect(readListAddress(new URLSearchParams(written as [string, string][]))).toEqual(asked);
    }
  });

  it('is whole again when somebody wrote nonsense', () =>
    expect(read('show=all&site=12&sort=price')).toEqual({ view: 'open', sort: 'deadline', site: null }));
});

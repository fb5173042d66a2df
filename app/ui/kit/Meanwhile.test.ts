import { expect, it } from 'vitest';
import { differing } from './Meanwhile.tsx';

it('names the fields that are not as they were typed, empty ones included', () => {
  const current = { name: 'Tour B', note: '', kind: 'works', year: 1998, gone: 'x' };
  const typed = { name: 'Tour A', note: 'Sonner', kind: 'works', year: '1998', _key: 'k' };
  expect([...differing(current, typed)]).toEqual([
    ['name', 'Tour B'],
    ['note', ''],
    ['gone', 'x'],
  ]);
});

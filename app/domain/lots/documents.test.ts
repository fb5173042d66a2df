import { expect, it } from 'vitest';
import { documentKey, fileNameOf } from './documents.ts';

it.each([
  ['C:\\Users\\moi\\Constat amiante.PDF', 'Constat amiante.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['\u202eexe.fdp', 'exe.pdf'],
  ['.pdf', 'document.pdf'],
  ['a"b<c>.pdf', 'abc.pdf'],
  ['x'.repeat(300), `${'x'.repeat(110)}.pdf`],
])('names %j as %j', (typed, name) => expect(fileNameOf(typed, 'application/pdf')).toBe(name));

it('is addressed by its content', () => {
  expect(documentKey({ sha256: 'ab'.repeat(32), mediaType: 'image/webp' })).toBe(
    `documents/ab/${'ab'.repeat(32)}.webp`,
  );
});

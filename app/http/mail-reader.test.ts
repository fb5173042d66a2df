import { expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { mailReader } from '#app/http/mail-reader.server.ts';
import { maskLinks } from '#app/platform/mail/mask.ts';

const here = { DEMO: true, HOST: '127.0.0.1', ORIGIN: 'http://localhost:3000' };
const asking = (platformAdmin: boolean | null): Ctx =>
  ({
    actor: {
      person: platformAdmin === null ? null : { platformAdmin },
      organisation: null,
      via: platformAdmin === null ? 'none' : 'session',
    },
  }) as Ctx;

it('everyone reads kept mails, links included, in a demonstration that only this machine reaches', () => {
  expect(mailReader(asking(null), here)).toEqual({ links: true });
});

it('elsewhere only a platform administrator does, without links; others are told nothing', () => {
  for (const place of [
    { ...here, DEMO: false },
    { ...here, HOST: '0.0.0.0' },
    { ...here, ORIGIN: 'https://gisement.example' },
  ]) {
    expect(mailReader(asking(true), place)).toEqual({ links: false });
    expect(() => mailReader(asking(false), place)).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(() => mailReader(asking(null), place)).toThrow(expect.objectContaining({ code: 'not-found' }));
  }
});

it('hides links with a token, in a query or a path, and leaves the others', () => {
  const token = 'q7Zr-KfXc_mNvTyBwLpAsDgHjEuRoIxQeWzVnaBcDeF';
  const id = '9345a805-f1db-4c57-8622-997ed5396a72';
  const text = `a https://x.test/reset?token=${token}\nb https://x.test/invitations/${token} c https://x.test/lots/${id}`;
  expect(maskLinks(text, '[hidden]')).toBe(`a [hidden]\nb [hidden] c https://x.test/lots/${id}`);
});

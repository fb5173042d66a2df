import { describe, expect, it } from 'vitest';
import { readReply } from './sender.ts';

const reply = (status: number | null, said: unknown, retryAfter: number | null = null) =>
  readReply({ status, body: typeof said === 'string' ? said : JSON.stringify(said), retryAfter });

describe('reading a reply', () => {
  it('takes an answer for what it says', () => {
    const done = { state: 'done', lot: null, handOver: null };
    expect(reply(200, done)).toEqual({ state: 'answered', answer: done });
    const refused = { state: 'refused', code: 'not-found', sentence: 'Introuvable.', fields: {} };
    expect(reply(404, refused)).toEqual({ state: 'answered', answer: refused });
    expect(reply(409, { state: 'other-account' })).toEqual({ state: 'other-account' });
  });

  it('keeps the entry while the server cannot be understood or reached', () => {
    const later = { state: 'later', reason: 'no-signal', retryAfter: null };
    expect(reply(null, '')).toEqual(later);
    expect(reply(200, '<html>Wi-Fi de l’hôtel')).toEqual(later);
    expect(reply(302, '')).toEqual(later);
    expect(reply(404, '<html>')).toEqual(later);
    expect(reply(200, { hello: 'portal' })).toEqual(later);
    expect(reply(503, '', 5)).toEqual({ state: 'later', reason: 'server', retryAfter: 5 });
    expect(reply(429, { code: 'photos-busy', sentence: 'Plus tard.' }, 2)).toMatchObject({ state: 'later' });
  });

  it('a closed session keeps the queue and asks to sign in', () => {
    expect(reply(401, { code: 'sign-in-needed', sentence: 'Connectez-vous.' })).toEqual({
      state: 'signed-out',
    });
  });

  it('what the server will never take is shown, not tried for ever', () => {
    expect(reply(413, '<html>')).toMatchObject({ answer: { state: 'refused', code: 'too-large' } });
    expect(reply(422, { code: 'invalid-input', sentence: 'Non.' })).toMatchObject({
      answer: { state: 'refused', sentence: 'Non.' },
    });
  });
});

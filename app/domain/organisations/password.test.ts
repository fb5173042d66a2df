import { describe, expect, it } from 'vitest';
import { passwordVerdict } from './password.ts';

const code = (password: string, about = {}) => {
  const verdict = passwordVerdict(password, about);
  return verdict.ok ? 'ok' : verdict.code;
};

describe('a new password', () => {
  it.each([
    'tuiles-de-Redon-42',
    'le zinc du toit de la gare',
    'xkq7Rtz0pVm2',
    'éçàùôîêûäëïö',
    '🧱🪟🚪🪵🔩🪨🏗️🧰🪜🔨🪚 mur',
  ])('accepts %s', (password) => expect(code(password)).toBe('ok'));
  it('counts characters, not bytes', () => {
    expect(code('onze-caract')).toBe('password-too-short');
    expect(code('douze-caract')).toBe('ok');
    expect(code(`${'le zinc du toit '.repeat(8)}`)).toBe('ok');
    expect(code(`${'le zinc du toit '.repeat(8)}x`)).toBe('password-too-long');
  });
  it.each([
    'motdepasse123',
    'Motdepasse2026!',
    'P@ssw0rd2026!!',
    'passwordpassword',
    'azertyuiop123',
    'azertyazerty',
    '123456789012',
    '210987654321',
    'aaaaaaaaaaaa',
    'abababababab',
    'abcdefghijklm',
    'Bienvenue2026!!',
    'soleil123456',
    'Gisement2026!',
    'iloveyou12345',
    'correct horse battery staple',
  ])('refuses %s, which is tried first', (password) => expect(code(password)).toBe('password-too-common'));
  it('refuses what is made of the address or of the name', () => {
    const about = { email: 'jeanne.le-goff@atelier-goff.test', name: 'Jeanne Le Goff' };
    expect(code('jeanne.le-goff', about)).toBe('password-too-common');
    expect(code('JeanneLeGoff35', about)).toBe('password-too-common');
    expect(code('atelier-goff2026', about)).toBe('password-too-common');
    expect(code('jeanne pose des tuiles', about)).toBe('ok');
  });
});

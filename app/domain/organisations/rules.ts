import type { Role } from './vocabulary.ts';

const digitsOf = (text: string) => text.replace(/[\s.\u00a0\u202f]/g, '');

/** Luhn's sum: every second digit from the right doubled. */
function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const n = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (n > 9 ? n - 9 : n);
  }, 0);
  return sum % 10 === 0;
}

const LA_POSTE = '356000000';

/**
 * The SIREN in what was typed or pasted: 9 digits, or the first 9 of a SIRET; null when a check digit is wrong.
 * The establishments of La Poste have numbers whose plain sum is a multiple of 5 (INSEE, Sirene documentation).
 */
export function sirenIn(typed: string): string | null {
  const digits = digitsOf(typed);
  if (!/^(\d{9}|\d{14})$/.test(digits) || /^0+$/.test(digits)) return null;
  const siren = digits.slice(0, 9);
  if (!luhn(siren)) return null;
  if (digits.length === 9 || luhn(digits)) return siren;
  const plainSum = [...digits].reduce((total, digit) => total + Number(digit), 0);
  return siren === LA_POSTE && plainSum % 5 === 0 ? siren : null;
}

/** Words that are pages under /organisations. */
const RESERVED = new Set(['new', 'edit', 'invite', 'join']);

/** "Éco-Matériaux & Cie" -> "eco-materiaux-cie". `turn` 2, 3… are for names already taken. */
export function slugOf(name: string, turn = 1): string {
  const base =
    name
      .replace(/[œŒ]/g, 'oe')
      .replace(/[æÆ]/g, 'ae')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 60)
      .replace(/^-+|-+$/g, '') || 'organisation';
  const free = RESERVED.has(base) ? `organisation-${base}` : base;
  return turn > 1 ? `${free}-${turn}` : free;
}

/** An organisation keeps an administrator: the last one neither leaves nor steps down. */
export function keepsAnAdministrator(
  change: { from: Role; to: Role | null },
  administrators: number,
): { ok: true } | { ok: false; code: 'last-administrator' } {
  const loses = change.from === 'administrator' && change.to !== 'administrator';
  return loses && administrators <= 1 ? { ok: false, code: 'last-administrator' } : { ok: true };
}

import { isLevel, type Level } from './vocabulary.ts';

const FORMATS: Record<Level, RegExp> = {
  commune: /^(\d{5}|2[AB]\d{3})$/,
  epci: /^\d{9}$/,
  ept: /^\d{9}$/,
  departement: /^(\d{2,3}|2[AB])$/,
  region: /^(\d{2,3})$/,
  france: /^fr$/,
};

/** Whether a code has the form of its level; that it exists is a query's to say. */
export const isCode = (level: Level, code: string): boolean => FORMATS[level].test(code);

export interface TerritoryKey {
  level: Level;
  code: string;
}

/** 'epci:243500139' as the API writes it. Null when the level is unknown or the code malformed. */
export function parseKey(typed: string): TerritoryKey | null {
  const [level = '', code = '', ...more] = typed.split(':');
  const plain = level === 'france' ? code.toLowerCase() : code.toUpperCase();
  return more.length === 0 && isLevel(level) && isCode(level, plain) ? { level, code: plain } : null;
}

export const writeKey = ({ level, code }: TerritoryKey): string => `${level}:${code}`;

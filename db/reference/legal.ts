import { bytesOf } from '#db/reference/read.ts';

const KINDS = ['notice', 'terms', 'privacy', 'accessibility'] as const;
const LANGUAGES = ['fr', 'en'] as const;
/** The day from which these words apply; a change of any text moves it. */
const EFFECTIVE_ON = '2026-11-23';

const pathOf = (kind: string, language: string) => `legal/${kind}.${language}.md`;
export const LEGAL_FILES = KINDS.flatMap((kind) => LANGUAGES.map((language) => pathOf(kind, language)));

/** The texts this software comes with, in both languages, one kind a row. */
export const legalRows = () =>
  KINDS.map((kind) => ({
    kind,
    effective_on: EFFECTIVE_ON,
    fr: bytesOf(pathOf(kind, 'fr')).toString(),
    en: bytesOf(pathOf(kind, 'en')).toString(),
  }));

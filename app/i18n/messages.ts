import enKnowHow from './en/knowHow.json';
import enMails from './en/mails.json';
import enPapers from './en/papers.json';
import enRefusals from './en/refusals.json';
import enValidation from './en/validation.json';
import { en } from './en.ts';
import frKnowHow from './fr/knowHow.json';
import frMails from './fr/mails.json';
import frPapers from './fr/papers.json';
import frRefusals from './fr/refusals.json';
import frValidation from './fr/validation.json';
import { fr } from './fr.ts';
import type { Locale } from './locale.ts';
import { registerMessages } from './registry.ts';

/**
 * Both whole catalogues, for the server, jobs and tests. A component never imports this file (it would send both
 * languages to the browser): it uses `useTranslations`. A namespace shown in pages is added to fr.ts and en.ts; one
 * that only the server speaks (knowHow, mails, papers, refusals, validation) is added here and never reaches a browser.
 */
const french = {
  ...fr,
  knowHow: frKnowHow,
  mails: frMails,
  papers: frPapers,
  refusals: frRefusals,
  validation: frValidation,
};
export type Messages = typeof french;
const english: Messages = {
  ...en,
  knowHow: enKnowHow,
  mails: enMails,
  papers: enPapers,
  refusals: enRefusals,
  validation: enValidation,
};

export const messages: Record<Locale, Messages> = { fr: french, en: english };

registerMessages('fr', french);
registerMessages('en', english);

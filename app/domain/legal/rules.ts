import { LEGAL_SETTING_NAMES, LEGAL_SETTINGS, type LegalSetting, type LegalSettings } from './vocabulary.ts';

/** What the law asks an operator to say and it has not said. */
export const missingSettings = (settings: LegalSettings): LegalSetting[] =>
  LEGAL_SETTING_NAMES.filter((name) => LEGAL_SETTINGS[name].required && !settings[name]);

/** Only the names of this list, and only words. */
export function legalSettingsIn(all: Readonly<Record<string, unknown>>): LegalSettings {
  const found = LEGAL_SETTING_NAMES.flatMap((name) => {
    const value = all[name];
    return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
  });
  return Object.fromEntries(found);
}

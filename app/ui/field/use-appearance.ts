import { useEffect } from 'react';
import { keepLanguage } from './language.ts';
import type { Snapshot } from './store.ts';

const TRIED = 'gisement-field-language';

/** The page kept on the phone was made for nobody: its language and its light are those of whoever uses it. */
export function useAppearance(data: Snapshot | null): void {
  const locale = data?.locale;
  const theme = data?.theme;
  useEffect(() => {
    if (theme && theme !== 'auto') document.documentElement.dataset.theme = theme;
  }, [theme]);
  useEffect(() => {
    if (!locale || !('caches' in window)) return;
    void keepLanguage(locale).then(() => {
      const { lang } = document.documentElement;
      // once for each language, and never under the hands of somebody writing
      if (lang === locale || location.hash !== '#home' || sessionStorage.getItem(TRIED) === locale) return;
      sessionStorage.setItem(TRIED, locale);
      location.reload();
    });
  }, [locale]);
}

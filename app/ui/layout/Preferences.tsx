import { useLocation } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { locales } from '#app/i18n/locale.ts';
import { classes } from '#app/ui/kit/classes.ts';
import { type Theme, themes } from './viewer.ts';

const names = { fr: 'Français', en: 'English' };

/**
 * Language and appearance: plain forms whose answer reloads the whole page, because a page carries one language.
 * Each choice is a button; the one in force says so.
 */
export function Preferences({ theme }: { theme: Theme }) {
  const t = useTranslations('layout.footer');
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const look = (current: boolean) =>
    classes(
      'min-h-11 rounded-sm border px-3 py-1 sm:min-h-9',
      current ? 'border-ink bg-ink text-paper' : 'border-edge bg-surface hover:border-ink',
    );
  return (
    <form method="post" action={paths.language()} className="space-y-4">
      <input type="hidden" name="next" value={pathname + search} />
      <fieldset>
        <legend className="mb-1.5 font-title font-bold">{t('language')}</legend>
        <div className="flex flex-wrap gap-2">
          {locales.map((code) => (
            <button
              key={code}
              type="submit"
              name="lang"
              value={code}
              lang={code}
              aria-pressed={code === locale}
              className={look(code === locale)}
            >
              {names[code]}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="mb-1.5 font-title font-bold">{t('theme')}</legend>
        <div className="flex flex-wrap gap-2">
          {themes.map((one) => (
            <button
              key={one}
              type="submit"
              name="theme"
              value={one}
              aria-pressed={one === theme}
              className={look(one === theme)}
            >
              {t(`themes.${one}`)}
            </button>
          ))}
        </div>
      </fieldset>
    </form>
  );
}

import { Link } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { Understood as Meaning } from '#app/domain/lots/views.ts';
import { paths } from '#app/http/paths.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { withFilter } from './address.ts';

/** What was made of the words typed, when it is not what was typed; and the way back to exactly that. */
export function Understood({ meaning, search }: { meaning: Meaning; search: string }) {
  const t = useTranslations('market');
  const locale = useLocale();
  const { words, corrected, exactly, size } = meaning;
  if (corrected.length === 0 && size.length === 0) return null;
  const typed = new URLSearchParams(search).get('q') ?? '';
  return (
    <p className="border-l-4 border-info pl-3">
      {corrected.length > 0 ? <>{t('understood', { words: words.join(' ') })} </> : null}
      {size.length > 0 ? (
        <>{t('understoodSize', { sizes: size.map((mm) => formatNumber(locale, mm / 10)).join(' × ') })} </>
      ) : null}
      {exactly === null ? null : (
        <Link
          className="link inline-flex min-h-11 items-center sm:min-h-0"
          to={paths.lots() + withFilter(search, { q: exactly })}
        >
          {t('literal', { words: typed })}
        </Link>
      )}
    </p>
  );
}

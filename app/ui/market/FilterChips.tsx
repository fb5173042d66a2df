import { Link } from '@remix-run/react';
import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import type { Chip } from './chips.ts';

interface Props {
  chips: readonly Chip[];
  /** the address without any criterion */
  clear: string;
  onRemove: () => void;
}

/** The criteria in use, each a link that removes it. */
export function FilterChips({ chips, clear, onRemove }: Props) {
  const t = useTranslations('market');
  if (chips.length === 0) return null;
  return (
    // one line on a phone, whatever their number: the list below does not move
    <ul
      aria-label={t('chips')}
      className="-mx-4 flex gap-2 overflow-x-auto px-4 py-1 sm:mx-0 sm:flex-wrap sm:overflow-visible sm:px-0"
    >
      {chips.map(({ key, label, search }) => (
        <li key={key} className="max-w-full shrink-0">
          <Link
            to={paths.lots() + search}
            preventScrollReset
            onClick={onRemove}
            aria-label={t('remove', { label })}
            className="inline-flex min-h-11 max-w-full items-center gap-1.5 rounded-full border border-edge bg-sunken py-1 pr-2.5 pl-3.5 text-sm leading-tight hover:border-ink sm:min-h-9"
          >
            <span className="min-w-0 truncate">{label}</span>
            <X className="size-4 shrink-0" aria-hidden="true" />
          </Link>
        </li>
      ))}
      {chips.length > 1 ? (
        <li className="shrink-0">
          <Link
            to={paths.lots() + clear}
            preventScrollReset
            onClick={onRemove}
            className="link inline-flex min-h-11 items-center px-1 text-sm sm:min-h-9"
          >
            {t('clear')}
          </Link>
        </li>
      ) : null}
    </ul>
  );
}

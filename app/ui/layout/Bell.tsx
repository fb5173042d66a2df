import { Link } from '@remix-run/react';
import { Bell as BellIcon } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';

/** In the header of every page: how much is new, and the way to it. */
export function Bell({ unread }: { unread: number }) {
  const t = useTranslations('layout');
  return (
    <Link
      to={paths.notifications()}
      className="relative grid size-11 shrink-0 place-items-center rounded-sm hover:bg-sunken no-print"
    >
      <BellIcon className="size-6" aria-hidden="true" />
      <span className="sr-only">{t('bell', { count: unread })}</span>
      {unread > 0 ? (
        <span
          aria-hidden="true"
          className="absolute top-0 right-0 min-w-5 rounded-full bg-accent px-1 text-center text-xs leading-5 font-semibold text-on-accent tabular-nums"
        >
          {unread > 99 ? t('bellMany') : unread}
        </span>
      ) : null}
    </Link>
  );
}

import { Link } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { NotificationView } from '#app/domain/notifications/views.ts';
import { paths } from '#app/http/paths.ts';
import { formatInstant } from '#app/i18n/dates.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { classes } from '#app/ui/kit/classes.ts';
import { useReaderZone } from '#app/ui/layout/reader-zone.ts';

/** Each leads to what it tells of, and is read from then on. */
export function NotificationList({ items }: { items: readonly NotificationView[] }) {
  const t = useTranslations('notifications');
  const locale = useLocale();
  const zone = useReaderZone();
  return (
    <ul className="divide-y divide-line border-y border-line">
      {items.map(({ publicId, title, line, at, read, neededBy }) => (
        <li key={publicId} className="relative py-4 hover:bg-sunken">
          <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <Link
              to={paths.notification(publicId)}
              className={classes(
                'min-w-0 break-words after:absolute after:inset-0 hover:underline',
                !read && 'font-semibold',
              )}
            >
              {title}
            </Link>
            {read ? null : <Badge tone="accent">{t('new')}</Badge>}
            {neededBy ? (
              <Badge tone="warning">
                {t('due', { when: formatInstant(locale, new Date(neededBy), zone) })}
              </Badge>
            ) : null}
          </p>
          <p className="mt-1 break-words">{line}</p>
          <p className="mt-1 text-sm text-muted">
            <time dateTime={at}>{formatInstant(locale, new Date(at), zone)}</time>
          </p>
        </li>
      ))}
    </ul>
  );
}

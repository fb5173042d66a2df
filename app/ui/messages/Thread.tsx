import { useFormatter, useLocale, useTranslations } from 'use-intl';
import type { MessageView, ThreadView } from '#app/domain/messages/views.ts';
import { paths } from '#app/http/paths.ts';
import { formatInstantAt } from '#app/i18n/dates.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { classes } from '#app/ui/kit/classes.ts';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { useReaderZone } from '#app/ui/layout/reader-zone.ts';

/** What both sides wrote, oldest first: who, when, what; what is new is said in words. */
export function Thread({ thread }: { thread: ThreadView }) {
  const t = useTranslations('messages');
  if (thread.messages.length === 0)
    return <EmptyState title={t('emptyTitle')}>{t('empty', { name: thread.other })}</EmptyState>;
  return (
    <ol className="grid gap-4">
      {thread.messages.map((message) => (
        <Message key={message.publicId} message={message} thread={thread} />
      ))}
    </ol>
  );
}

function Message({ message, thread }: { message: MessageView; thread: ThreadView }) {
  const t = useTranslations('messages');
  const locale = useLocale();
  const zone = useReaderZone();
  const { mine, by, organisation, body, photos, fresh, unreceived } = message;
  const who = by === organisation ? by : t('by', { name: by, organisation });
  return (
    <li
      className={classes(
        'rounded border-l-4 p-4',
        mine ? 'border-edge bg-sunken sm:ml-10' : 'border-accent bg-surface sm:mr-10',
      )}
    >
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-sm">
        <span className="font-semibold break-words">{mine ? t('you', { name: who }) : who}</span>
        <time dateTime={message.at} className="text-muted">
          {formatInstantAt(locale, new Date(message.at), zone)}
        </time>
        {fresh ? <Badge tone="accent">{t('fresh')}</Badge> : null}
      </p>
      {body ? <p className="mt-2 break-words whitespace-pre-line">{body}</p> : null}
      <Photos photos={photos} reservation={thread.reservation} />
      {unreceived ? (
        <p className="mt-2">
          <Badge tone="warning">{t('unreceived', { name: thread.other })}</Badge>
        </p>
      ) : null}
    </li>
  );
}

function Photos({ photos, reservation }: { photos: MessageView['photos']; reservation: string }) {
  const t = useTranslations('messages');
  const format = useFormatter();
  if (photos.length === 0) return null;
  return (
    <ul className="mt-3 grid grid-cols-2 gap-2 sm:grid-cols-4">
      {photos.map(({ publicId, width, height }, index) => (
        <li key={publicId}>
          <a href={paths.messagePhoto(reservation, publicId)} className="block">
            <img
              src={paths.messagePhoto(reservation, publicId, 'small')}
              width={width}
              height={height}
              alt={t('photo', { number: format.number(index + 1), count: photos.length })}
              loading="lazy"
              decoding="async"
              className="aspect-square w-full rounded-sm bg-sunken object-cover"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}

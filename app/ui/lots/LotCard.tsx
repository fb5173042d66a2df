import { Link } from '@remix-run/react';
import { useLocale, useNow, useTranslations } from 'use-intl';
import { asPrice } from '#app/domain/lots/price-words.ts';
import type { LotCard as LotCardView } from '#app/domain/lots/views.ts';
import { paths } from '#app/http/paths.ts';
import { dayOf, untilDay } from '#app/i18n/dates.ts';
import { formatDistance, formatPrice, formatQuantity } from '#app/i18n/format.ts';
import { classes } from '#app/ui/kit/classes.ts';
import { FamilyIcon } from '#app/ui/kit/FamilyIcon.tsx';
import { Photo } from '#app/ui/kit/Photo.tsx';
import { Standing } from '#app/ui/organisations/Standing.tsx';
import { photoSource } from './photo-source.ts';

interface Props {
  lot: LotCardView;
  /** wide: photo on the left, for a list beside a map; tile: photo on top. */
  look?: 'tile' | 'wide';
  eager?: boolean;
  /** the same lot is pointed at on the map */
  marked?: boolean;
  /** where the lot opens: beside the page, when that page stands in another site */
  target?: '_blank';
}

/** Photo, what, how many left, condition, price or gift, distance, until when, in what capacity it is offered. Nothing else. */
export function LotCard({ lot, look = 'tile', eager, marked, target }: Props) {
  const t = useTranslations('lots');
  const locale = useLocale();
  const now = useNow();
  const gift = lot.priceCents === 0;
  const until = lot.availableUntil ? untilDay(locale, lot.availableUntil, dayOf(now)) : null;
  const where =
    lot.distanceKm === null
      ? lot.commune.name
      : `${lot.commune.name}, ${formatDistance(locale, lot.distanceKm * 1000)}`;
  const wide = look === 'wide';
  return (
    <article
      className={classes(
        'group relative flex w-full overflow-hidden rounded-lg border bg-surface hover:border-ink',
        wide ? 'flex-row' : 'flex-col',
        marked ? 'border-accent outline-2 outline-accent' : 'border-edge',
      )}
    >
      <Photo
        // beside a map the list is long: the tiny pictures of what is not in view would weigh more than the page
        photo={photoSource(lot.photo, { placeholder: !wide || eager })}
        alt=""
        family={lot.family}
        eager={eager}
        sizes={wide ? '160px' : '(min-width: 64rem) 300px, 100vw'}
        ratio={wide ? 'square' : '4/3'}
        className={wide ? 'w-28 shrink-0 sm:w-36' : ''}
      />
      <div className="flex min-w-0 flex-1 flex-col gap-1 p-3.5">
        <h3 className="text-base leading-snug font-semibold">
          <Link
            to={paths.lot(lot.publicId)}
            prefetch="intent"
            target={target}
            className="after:absolute after:inset-0 group-hover:underline"
          >
            {lot.title}
          </Link>
        </h3>
        <p>
          <strong className="tabular-nums">{formatQuantity(locale, lot.leftMilli, lot.unit)}</strong>
          {lot.condition === 'unknown' ? null : (
            <span className="text-muted"> · {t(`condition.${lot.condition}`)}</span>
          )}
        </p>
        <p className={classes('font-semibold tabular-nums', gift && 'text-success')}>
          {formatPrice(locale, asPrice(lot))}
        </p>
        <p className="mt-auto flex items-center gap-1.5 pt-1 text-sm text-muted">
          <FamilyIcon family={lot.family} size="small" look="bare" />
          <span className="min-w-0 truncate">{where}</span>
        </p>
        {until ? <p className="text-sm text-muted">{until}</p> : null}
        <p className="text-sm text-muted first-letter:uppercase">
          <Standing of={lot.holder} />
        </p>
      </div>
    </article>
  );
}

import { Link } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { classes } from '#app/ui/kit/classes.ts';
import { FamilyIcon } from '#app/ui/kit/FamilyIcon.tsx';
import { type FamilyCode, familyCodes } from '#app/ui/kit/families.ts';

/** Thickness of a layer, from none to the family with most lots; whole steps because styles are fixed classes. */
const thickness = [
  'min-h-11 lg:min-h-10',
  'min-h-12 lg:min-h-10.5',
  'min-h-12 lg:min-h-11',
  'min-h-13 lg:min-h-12',
  'min-h-15 lg:min-h-15',
  'min-h-18 lg:min-h-18',
  'min-h-21 lg:min-h-21',
] as const;

const tops = [
  'M0 10C60 2 140 12 220 7S360 1 400 6V12H0Z',
  'M0 5C70 11 130 2 210 6S340 11 400 4V12H0Z',
  'M0 8C50 3 120 3 190 8S330 9 400 3V12H0Z',
];

export function layerStep(count: number, most: number): number {
  if (count <= 0 || most <= 0) return 0;
  return Math.max(1, Math.round((count / most) * (thickness.length - 1)));
}

function Layer({
  family,
  count,
  step,
  order,
}: {
  family: FamilyCode;
  count: number;
  step: number;
  order: number;
}) {
  const t = useTranslations('families');
  const home = useTranslations('home.section');
  const locale = useLocale();
  return (
    <li data-family={family} className="layer relative bg-(--layer) text-on-family">
      {order > 0 ? (
        <svg
          viewBox="0 0 400 12"
          preserveAspectRatio="none"
          className="absolute -top-2 h-2.5 w-full fill-(--layer)"
          aria-hidden="true"
        >
          <path d={tops[order % tops.length]} />
        </svg>
      ) : null}
      <span
        aria-hidden="true"
        className="hatch absolute inset-y-0 right-0 w-1/5 sm:w-1/3 [mask-image:linear-gradient(90deg,transparent,#000_35%)]"
      />
      <Link
        to={paths.lots({ family })}
        className={classes(
          'group relative flex items-center gap-3 px-4 py-0.5 outline-offset-[-4px] focus-visible:outline-on-family',
          thickness[step],
        )}
      >
        <FamilyIcon family={family} size="small" look="bare" className="text-on-family!" />
        <span className="min-w-0 grow">
          <span className="block leading-tight font-semibold group-hover:underline">{t(family)}</span>
          {step >= 3 ? <span className="block text-sm leading-tight">{t(`examples.${family}`)}</span> : null}
        </span>
        <span className="rounded-sm bg-(--layer) px-1.5 font-title text-lg font-bold tabular-nums">
          {formatNumber(locale, count)} <span className="sr-only">{home('layer', { count })}</span>
        </span>
      </Link>
    </li>
  );
}

/** The deposit in section: one layer per family, as thick as it has lots. A list of links, and a drawing. */
export function Strata({ counts }: { counts: Readonly<Record<string, number>> }) {
  const t = useTranslations('home.section');
  const most = Math.max(0, ...familyCodes.map((code) => counts[code] ?? 0));
  return (
    <section aria-labelledby="strata">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="strata" className="text-lg">
          {t('title')}
        </h2>
        <p className="text-sm text-muted">{most > 0 ? t('text') : t('empty')}</p>
      </div>
      <ol className="overflow-hidden rounded-lg border-t-4 border-ink pb-px">
        {familyCodes.map((family, order) => (
          <Layer
            key={family}
            family={family}
            order={order}
            count={counts[family] ?? 0}
            step={layerStep(counts[family] ?? 0, most)}
          />
        ))}
      </ol>
    </section>
  );
}

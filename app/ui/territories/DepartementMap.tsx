import { Link } from '@remix-run/react';
import { scaleThreshold } from 'd3-scale';
import { useLocale, useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { formatMass } from '#app/i18n/format.ts';
import { INSETS, MAP, SHAPES } from './departement-shapes.ts';

export interface DepartementFigure {
  code: string;
  name: string;
  massG: number;
  /** Grams for 1,000 inhabitants, what the shade says. */
  perThousandG: number;
}

/** Grams for 1,000 inhabitants at which a shade begins. */
const STEPS = [1, 1_000, 10_000, 50_000, 200_000];
const SHADES = [
  'var(--sunken)',
  'color-mix(in oklab, var(--accent) 18%, var(--surface))',
  'color-mix(in oklab, var(--accent) 38%, var(--surface))',
  'color-mix(in oklab, var(--accent) 60%, var(--surface))',
  'color-mix(in oklab, var(--accent) 82%, var(--surface))',
  'var(--accent-strong)',
];
const shade = scaleThreshold<number, string>().domain(STEPS).range(SHADES);

/** France by département, the darker the more was diverted for its inhabitants. The list beside it says the same. */
export function DepartementMap({ figures }: { figures: readonly DepartementFigure[] }) {
  const t = useTranslations('territories.map');
  const locale = useLocale();
  const known = new Map(figures.map((one) => [one.code, one]));
  return (
    <figure>
      <svg
        viewBox={`0 0 ${MAP.width} ${MAP.height}`}
        className="h-auto w-full"
        aria-hidden="true"
        focusable="false"
      >
        {INSETS.map((code, place) => (
          <rect
            key={code}
            x={6 + place * MAP.insetStep}
            y={MAP.insetTop}
            width={MAP.insetStep - 6}
            height={94}
            rx="4"
            fill="none"
            stroke="var(--line)"
          />
        ))}
        {Object.entries(SHAPES).map(([code, path]) => {
          const figure = known.get(code);
          if (!figure) return null;
          return (
            <Link
              key={code}
              to={paths.territory('departement', code)}
              tabIndex={-1}
              preventScrollReset={false}
            >
              <path
                d={path}
                fill={shade(figure.perThousandG)}
                stroke="var(--edge)"
                strokeWidth="0.7"
                className="hover:stroke-ink hover:[stroke-width:2.5px]"
              >
                <title>{`${figure.name} (${code}) : ${formatMass(locale, figure.massG)}`}</title>
              </path>
            </Link>
          );
        })}
      </svg>
      <figcaption className="mt-2">
        <p className="text-sm text-muted">{t('legend')}</p>
        <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {SHADES.map((fill, at) => (
            <li key={fill} className="flex items-center gap-1.5">
              <svg width="18" height="18" aria-hidden="true">
                <rect width="18" height="18" fill={fill} stroke="var(--edge)" />
              </svg>
              {at === 0 ? t('none') : null}
              {at === 1 ? t('under', { mass: formatMass(locale, STEPS[1] ?? 0) }) : null}
              {at > 1 ? t('from', { mass: formatMass(locale, STEPS[at - 1] ?? 0) }) : null}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}

import { Link } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { Child } from '#app/domain/territories/views.ts';
import { paths } from '#app/http/paths.ts';
import { formatMass } from '#app/i18n/format.ts';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { Table } from '#app/ui/kit/Table.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import type { DepartementFigure } from '#app/ui/territories/DepartementMap.tsx';

type Figure = DepartementFigure & { region: string };

/** The map in words: régions, each with its départements and their tonnes. */
export function DepartementTable({
  regions,
  figures,
}: {
  regions: readonly Child[];
  figures: readonly Figure[];
}) {
  const t = useTranslations('territories');
  const locale = useLocale();
  return (
    <div>
      {regions.map((region) => {
        const inside = figures.filter((figure) => figure.region === region.code);
        const total = inside.reduce((grams, { massG }) => grams + massG, 0);
        return (
          <Disclosure
            key={region.code}
            summary={
              <span className="flex grow flex-wrap items-baseline justify-between gap-x-4">
                <span>{region.name}</span>
                <span className={total > 0 ? 'tabular-nums' : 'font-normal text-muted tabular-nums'}>
                  {formatMass(locale, total)}
                </span>
              </span>
            }
          >
            <p className="mb-2">
              <TextLink to={paths.territory('region', region.code)}>
                {t('index.region', { name: region.name })}
              </TextLink>
            </p>
            <Table
              caption={region.name}
              hideCaption
              rows={inside}
              rowKey={(row) => row.code}
              columns={[
                {
                  key: 'name',
                  header: t('levels.departement'),
                  rowHeader: true,
                  cell: (row) => (
                    <Link to={paths.territory('departement', row.code)} className="link font-normal">
                      {row.name} ({row.code})
                    </Link>
                  ),
                },
                {
                  key: 'mass',
                  header: t('map.mass'),
                  numeric: true,
                  cell: (row) => formatMass(locale, row.massG),
                },
                {
                  key: 'rate',
                  header: t('map.perThousand'),
                  numeric: true,
                  cell: (row) => formatMass(locale, row.perThousandG),
                },
              ]}
            />
          </Disclosure>
        );
      })}
    </div>
  );
}

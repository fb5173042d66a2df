import { useTranslations } from 'use-intl';
import type { Facets } from '#app/domain/lots/market-index.ts';
import { CONDITIONS } from '#app/domain/lots/vocabulary.ts';
import { plainField } from '#app/ui/kit/fields.ts';
import { DateField, TextField } from '#app/ui/kit/TextField.tsx';
import { valuesOf } from './address.ts';
import { Tick } from './Tick.tsx';
import { type TypeName, TypeTree } from './TypeTree.tsx';

interface Props {
  search: string;
  types: readonly TypeName[];
  facets: Facets | null;
}

const DIMENSIONS = ['length', 'width', 'thickness'] as const;

/** Every criterion beside words and place. */
export function FilterFields({ search, types, facets }: Props) {
  const t = useTranslations('market');
  const list = useTranslations('lots.list');
  const conditions = useTranslations('lots.condition');
  const params = new URLSearchParams(search);
  const typed = (name: string) => plainField(name, { value: params.get(name) });
  return (
    <div className="space-y-6">
      <TypeTree types={types} facets={facets} search={search} />
      <fieldset>
        <legend className="mb-1 font-semibold">{t('price')}</legend>
        <Tick name="free" value="1" ticked={params.has('free')} count={facets?.free}>
          {list('free')}
        </Tick>
        <TextField field={typed('price_max_eur')} label={list('priceMax')} inputMode="decimal" />
      </fieldset>
      <fieldset>
        <legend className="mb-1 font-semibold">{t('conditions')}</legend>
        <ul className="grid grid-cols-2 gap-x-4">
          {CONDITIONS.map((code) => (
            <li key={code}>
              <Tick
                name="condition"
                value={code}
                ticked={valuesOf(params, 'condition').includes(code)}
                count={facets ? (facets.conditions[code] ?? 0) : undefined}
              >
                {conditions(code)}
              </Tick>
            </li>
          ))}
        </ul>
      </fieldset>
      <fieldset>
        <legend className="mb-1 font-semibold">{t('when')}</legend>
        <div className="grid grid-cols-2 gap-x-4 gap-y-3">
          <DateField field={typed('from')} label={list('from')} />
          <DateField field={typed('until')} label={list('until')} />
          <TextField field={typed('min_quantity')} label={list('minQuantity')} inputMode="decimal" />
        </div>
        <Tick name="reservable" value="1" ticked={params.has('reservable')} count={facets?.reservable}>
          {t('reservable')}
        </Tick>
      </fieldset>
      <fieldset>
        <legend className="mb-1 font-semibold">{t('size')}</legend>
        <div className="space-y-2">
          {DIMENSIONS.map((name) => (
            <div key={name} className="grid grid-cols-[6rem_1fr_1.5rem_1fr] items-center gap-x-2">
              <span aria-hidden="true">{t(`dimension.${name}`)}</span>
              <TextField
                field={typed(`${name}_min`)}
                label={t('least', { dimension: t(`dimension.${name}`) })}
                hideLabel
                inputMode="decimal"
              />
              <span aria-hidden="true" className="text-center text-muted">
                {t('to')}
              </span>
              <TextField
                field={typed(`${name}_max`)}
                label={t('most', { dimension: t(`dimension.${name}`) })}
                hideLabel
                inputMode="decimal"
              />
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  );
}

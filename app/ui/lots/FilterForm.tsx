import { Form, useSearchParams } from '@remix-run/react';
import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { LotFilters } from '#app/domain/lots/filters.ts';
import { CONDITIONS, FAMILIES } from '#app/domain/lots/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { Button } from '#app/ui/kit/Button.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { plainField } from '#app/ui/kit/fields.ts';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { DateField, TextField } from '#app/ui/kit/TextField.tsx';
import { PlaceField } from '#app/ui/territories/PlaceField.tsx';
import { usesMoreFilters } from './filter-state.ts';

const RADII = ['5', '10', '20', '50', '100', '200'];

interface Props {
  filters: LotFilters;
  /** lots of each family under the other criteria */
  counts: Record<string, number>;
  /** name of the commune of `around` */
  aroundName: string | null;
  /** what was typed as a place and not understood */
  unknownPlace: string | null;
}

/** A plain GET form: the address is the state, with or without JavaScript. */
export function FilterForm({ filters, counts, aroundName, unknownPlace }: Props) {
  const t = useTranslations('lots.list');
  const families = useTranslations('families');
  const conditions = useTranslations('lots.condition');
  const [params] = useSearchParams();
  // a commune chosen now replaces the frame of the map that was asked for before
  const [placed, setPlaced] = useState<string | null>(null);
  const typed = (name: string) => params.get(name) ?? '';
  return (
    <Form method="get" action={paths.lots()} role="search" aria-label={t('filters')} className="space-y-4">
      {typed('bbox') && placed !== typed('bbox') ? (
        <input type="hidden" name="bbox" value={typed('bbox')} />
      ) : null}
      {typed('sort') ? <input type="hidden" name="sort" value={typed('sort')} /> : null}
      <div className="grid grid-cols-2 gap-x-4 gap-y-3">
        <TextField
          field={plainField('q', { value: typed('q') })}
          type="search"
          label={t('q')}
          placeholder={t('qExample')}
          maxLength={200}
          enterKeyHint="search"
          className="max-sm:col-span-2"
        />
        <SelectField
          field={plainField('family', { value: filters.family?.[0] })}
          label={t('family')}
          empty={t('allFamilies')}
          choices={FAMILIES.map((code) => ({
            value: code,
            label: `${families(code)} (${counts[code] ?? 0})`,
          }))}
        />
        <PlaceField
          field={plainField('around', {
            value: filters.around,
            errors: unknownPlace ? [t('aroundUnknown', { text: unknownPlace })] : undefined,
          })}
          text={unknownPlace ?? aroundName ?? ''}
          label={t('around')}
          placeholder={t('aroundExample')}
          onPlace={() => setPlaced(typed('bbox'))}
          className="max-sm:col-span-2"
        />
        <SelectField
          field={plainField('radius_km', { value: typed('radius_km') })}
          label={t('radius')}
          empty={t('radiusAny')}
          choices={RADII.map((count) => ({ value: count, label: t('km', { count }) }))}
        />
      </div>
      <label className="flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          name="free"
          value="1"
          defaultChecked={filters.free}
          className="size-6 accent-accent"
        />
        {t('free')}
      </label>
      <Disclosure summary={t('moreFilters')} open={usesMoreFilters(filters)}>
        <div className="grid gap-4 pt-2 sm:grid-cols-2">
          <SelectField
            field={plainField('condition', { value: filters.condition?.[0] })}
            label={t('condition')}
            empty={t('anyCondition')}
            choices={CONDITIONS.map((code) => ({ value: code, label: conditions(code) }))}
          />
          <TextField
            field={plainField('price_max_eur', { value: typed('price_max_eur') })}
            label={t('priceMax')}
            inputMode="decimal"
          />
          <TextField
            field={plainField('min_quantity', { value: typed('min_quantity') })}
            label={t('minQuantity')}
            inputMode="decimal"
          />
          <DateField field={plainField('from', { value: typed('from') })} label={t('from')} />
          <DateField field={plainField('until', { value: typed('until') })} label={t('until')} />
        </div>
      </Disclosure>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" icon={<SlidersHorizontal aria-hidden="true" />}>
          {t('apply')}
        </Button>
        <a className="link inline-flex min-h-11 items-center" href={paths.lots()}>
          {t('reset')}
        </a>
      </div>
    </Form>
  );
}

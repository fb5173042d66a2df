import { Search } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '#app/ui/kit/Button.tsx';
import { plainField } from '#app/ui/kit/fields.ts';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { PlaceField } from '#app/ui/territories/PlaceField.tsx';
import { NearMe } from './NearMe.tsx';
import type { MarketSuggestion } from './use-suggestions.ts';
import { WordsField } from './WordsField.tsx';

const RADII = ['5', '10', '20', '50', '100', '200'];

export interface Place {
  code: string | null;
  name: string | null;
  /** what was typed as a place and not understood */
  unknown: string | null;
}

interface Props {
  search: string;
  place: Place;
  onChoose: (suggestion: MarketSuggestion) => void;
}

/** What, where, how far: the first thing of the page. */
export function SearchBar({ search, place, onChoose }: Props) {
  const list = useTranslations('lots.list');
  const params = new URLSearchParams(search);
  const text = params.get('q') ?? '';
  const near = params.get('near');
  return (
    <div className="space-y-3">
      <WordsField key={`q ${text}`} text={text} onChoose={onChoose} />
      <div className="grid grid-cols-[minmax(0,1fr)_10.75rem] gap-x-3">
        <PlaceField
          key={`around ${place.code} ${place.unknown}`}
          field={plainField('around', {
            value: place.code,
            errors: place.unknown ? [list('aroundUnknown', { text: place.unknown })] : undefined,
          })}
          text={place.unknown ?? place.name ?? ''}
          label={list('around')}
          placeholder={list('aroundExample')}
        />
        <SelectField
          field={plainField('radius_km', { value: params.get('radius_km') })}
          label={list('radius')}
          empty={list('radiusAny')}
          choices={radiiWith(params.get('radius_km')).map((count) => ({
            value: count,
            label: list('km', { count }),
          }))}
        />
      </div>
      {near ? <input type="hidden" name="near" value={near} /> : null}
      <div className="flex items-start justify-between gap-x-3">
        <NearMe search={search} />
        <Button type="submit" variant="primary" icon={<Search aria-hidden="true" />}>
          {list('apply')}
        </Button>
      </div>
    </div>
  );
}

/** A radius that came with the address is a choice too. */
const radiiWith = (asked: string | null): string[] =>
  asked && !RADII.includes(asked) && Number(asked) > 0
    ? [...RADII, asked].sort((a, b) => Number(a) - Number(b))
    : RADII;

import { Form, useNavigate } from '@remix-run/react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { canonical, filtersOnly, searchOf, valuesOf, withFilter } from './address.ts';
import { FilterFields } from './FilterFields.tsx';
import { FilterSheet } from './FilterSheet.tsx';
import { fillForm, searchOfForm } from './form-state.ts';
import { type Place, SearchBar } from './SearchBar.tsx';
import type { TypeName } from './TypeTree.tsx';
import { type Answered, usePending } from './use-pending.ts';
import type { MarketSuggestion } from './use-suggestions.ts';

interface Props {
  /** the address, with the map where it stands */
  search: string;
  place: Place;
  types: readonly TypeName[];
  answered: Answered;
  /** told when another view was asked for, and the focus may go to its results */
  onApplied: () => void;
}

/** Kept by the form though no field shows them. */
const KEPT = ['sort', 'embed', 'bbox', 'map', 'territory', 'holder', 'price_max', 'size'];
const IN_BAR = ['q', 'around', 'radius_km', 'near', 'bbox', 'territory', 'holder'];

/** A plain GET form: the address is the state, with or without JavaScript. */
export function MarketForm({ search, place, types, answered, onApplied }: Props) {
  const t = useTranslations('lots.list');
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const [open, setOpen] = useState(false);
  const filters = searchOf(filtersOnly(search));
  const { total, facets, look } = usePending(answered, filters);
  useEffect(() => {
    if (form.current) fillForm(form.current, filters);
  }, [filters]);

  const go = (to: string) => navigate(paths.lots() + to, { preventScrollReset: true });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    go(searchOfForm(event.currentTarget, search));
    if (open) onApplied();
    setOpen(false);
  };
  const choose = ({ kind, value }: MarketSuggestion) => go(withSuggestion(search, kind, value));
  const params = new URLSearchParams(search);
  const set = [...filtersOnly(search, [...IN_BAR, 'sort', 'cursor', 'map', 'embed', 'around_text']).keys()];
  return (
    <Form
      ref={form}
      method="get"
      action={paths.lots()}
      role="search"
      aria-label={t('filters')}
      onSubmit={submit}
      onChange={() => form.current && look(searchOfForm(form.current, search))}
      className="space-y-3"
    >
      {KEPT.filter((name) => params.has(name)).map((name) => (
        <input key={name} type="hidden" name={name} value={params.get(name) ?? ''} />
      ))}
      <SearchBar search={search} place={place} onChoose={choose} />
      <FilterSheet set={set.length} total={total} open={open} onOpen={setOpen}>
        <FilterFields search={search} types={types} facets={facets} />
      </FilterSheet>
    </Form>
  );
}

/** A proposal taken is a criterion; the words that led to it go. */
function withSuggestion(search: string, kind: MarketSuggestion['kind'], value: string): string {
  if (kind === 'words') return withFilter(search, { q: value });
  if (kind === 'place')
    return withFilter(search, {
      q: null,
      around: value,
      near: null,
      bbox: null,
      map: null,
      around_text: null,
    });
  const params = canonical(new URLSearchParams(search));
  const values = new Set([...valuesOf(params, kind), value]);
  return withFilter(search, { q: null, [kind]: [...values].join(',') });
}

import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Facets } from '#app/domain/lots/market-index.ts';
import { FAMILIES, type Family } from '#app/domain/lots/vocabulary.ts';
import { FamilyIcon } from '#app/ui/kit/FamilyIcon.tsx';
import { useHydrated } from '#app/ui/kit/use-hydrated.ts';
import { valuesOf } from './address.ts';
import { Tick } from './Tick.tsx';

export interface TypeName {
  code: string;
  name: string;
}

interface Props {
  types: readonly TypeName[];
  facets: Facets | null;
  search: string;
}

/** As people type it: without accents or capitals. */
const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Families that open to their types; several of both may be ticked. A type ticked narrows its family. */
export function TypeTree({ types, facets, search }: Props) {
  const t = useTranslations('market');
  const [find, setFind] = useState('');
  const hydrated = useHydrated();
  const words = bare(find.trim());
  const matches = words ? types.filter(({ name }) => bare(name).includes(words)) : null;
  return (
    <fieldset>
      <legend className="mb-1 font-semibold">{t('what')}</legend>
      {hydrated ? (
        <input
          type="search"
          aria-label={t('findType')}
          placeholder={t('findTypeExample')}
          value={find}
          onChange={(event) => setFind(event.target.value)}
          onKeyDown={(event) => {
            // the box narrows the tree: it is not the search itself
            if (event.key === 'Enter') event.preventDefault();
          }}
          className="control mb-1"
        />
      ) : null}
      {matches?.length === 0 ? <p className="py-2 text-muted">{t('noType')}</p> : null}
      <ul>
        {FAMILIES.map((family) => (
          <FamilyBranch
            key={family}
            family={family}
            types={types.filter(({ code }) => code.startsWith(family))}
            found={matches?.filter(({ code }) => code.startsWith(family)).map(({ code }) => code) ?? null}
            facets={facets}
            search={search}
          />
        ))}
      </ul>
    </fieldset>
  );
}

interface BranchProps extends Props {
  family: Family;
  /** what the box above leaves; null when nothing is typed there */
  found: string[] | null;
}

function FamilyBranch({ family, types, found, facets, search }: BranchProps) {
  const t = useTranslations('market');
  const families = useTranslations('families');
  const params = new URLSearchParams(search);
  const ticked = valuesOf(params, 'type');
  const narrowed = types.some(({ code }) => ticked.includes(code));
  const [open, setOpen] = useState(narrowed);
  // what was once shown stays: its ticks are sent with the form
  const [shown, setShown] = useState(narrowed);
  const wanted = found === null ? open : found.length > 0;
  if (wanted && !shown) setShown(true);
  const branch = (
    <ul className="pb-2 pl-10">
      {types.map(({ code, name }) => (
        <li key={code} hidden={found !== null && !found.includes(code)}>
          <Tick
            name="type"
            value={code}
            ticked={ticked.includes(code)}
            count={facets ? (facets.types[code] ?? 0) : undefined}
          >
            {name}
          </Tick>
        </li>
      ))}
    </ul>
  );
  return (
    <li className="relative border-b border-line" hidden={found?.length === 0}>
      <Tick
        name="family"
        value={family}
        ticked={valuesOf(params, 'family').includes(family)}
        count={facets ? (facets.families[family] ?? 0) : undefined}
        className="pr-12"
        icon={<FamilyIcon family={family} size="small" />}
      >
        {families(family)}
      </Tick>
      <details open={wanted} onToggle={(event) => setOpen(event.currentTarget.open)} className="group">
        <summary className="absolute top-0 right-0 grid size-11 place-items-center rounded-sm hover:bg-sunken">
          <span className="sr-only">{t('typesOf', { family: families(family) })}</span>
          <ChevronDown
            className="size-5 transition-transform duration-150 group-open:rotate-180"
            aria-hidden="true"
          />
        </summary>
        {shown || wanted ? branch : <noscript>{branch}</noscript>}
      </details>
    </li>
  );
}

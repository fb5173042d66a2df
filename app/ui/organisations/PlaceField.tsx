import { useFetcher } from '@remix-run/react';
import { useRef } from 'react';
import { paths, withQuery } from '#app/http/paths.ts';
import { Combobox, type Suggestion } from '#app/ui/kit/Combobox.tsx';
import type { FieldProps } from '#app/ui/kit/Field.tsx';

interface Found {
  code: string;
  name: string;
  departement: { code: string; name: string } | null;
}

interface Props extends FieldProps {
  level: string;
  /** What was typed before, when the form comes back. */
  text?: string;
  /** What the server found for it when it could not settle alone. */
  choices?: readonly Suggestion[];
}

const PAUSE_MS = 150;

/** A commune, or a territory of another level, by typing its name. Without JavaScript the server settles the name. */
export function PlaceField({ level, ...rest }: Props) {
  const fetcher = useFetcher<{ places?: Found[] }>();
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const search = (q: string) => {
    clearTimeout(waiting.current);
    if (q.trim().length < 2) return;
    const address = withQuery(`${paths.territories()}/search`, { level, q });
    waiting.current = setTimeout(() => fetcher.load(address), PAUSE_MS);
  };
  const suggestions = (fetcher.data?.places ?? []).map(({ code, name, departement }) => ({
    value: code,
    label: name,
    detail: departement ? `${departement.name} (${departement.code})` : undefined,
  }));
  return (
    <Combobox {...rest} suggestions={suggestions} onSearch={search} loading={fetcher.state !== 'idle'} />
  );
}

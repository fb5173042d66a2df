import { useFetcher } from '@remix-run/react';
import { useRef } from 'react';
import { Combobox, type Suggestion } from '#app/ui/kit/Combobox.tsx';
import type { FieldProps } from '#app/ui/kit/Field.tsx';

interface Props extends FieldProps {
  /** Address that answers `{ places }` to `?level=…&q=…`. */
  source: string;
  level: string;
  /** What was typed before, when the form comes back. */
  text?: string;
  /** What the server found for it when it could not settle alone. */
  choices?: readonly Suggestion[];
}

const PAUSE_MS = 150;

/** A commune, or a territory of another level, by typing its name. Without JavaScript the server settles the name. */
export function PlaceField({ source, level, ...rest }: Props) {
  const fetcher = useFetcher<{ places?: Suggestion[] }>();
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const search = (typed: string) => {
    clearTimeout(waiting.current);
    if (typed.trim().length < 2) return;
    const query = new URLSearchParams({ level, q: typed });
    waiting.current = setTimeout(() => fetcher.load(`${source}?${query}`), PAUSE_MS);
  };
  return (
    <Combobox
      {...rest}
      suggestions={fetcher.data?.places ?? []}
      onSearch={search}
      loading={fetcher.state !== 'idle'}
    />
  );
}

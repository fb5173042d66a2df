import { useEffect, useRef, useState } from 'react';
import { paths } from '#app/http/paths.ts';
import { Combobox, type Suggestion } from '#app/ui/kit/Combobox.tsx';
import type { FieldProps } from '#app/ui/kit/Field.tsx';

interface Found {
  code: string;
  name: string;
  postcodes: string[];
  departement: { code: string; name: string } | null;
  lon: number | null;
  lat: number | null;
}

interface Props extends FieldProps {
  /** name of the commune already chosen, or what was typed */
  text?: string;
  placeholder?: string;
  /** told with its own point when a commune is chosen in the list */
  onPlace?: (place: { code: string; lon: number | null; lat: number | null }) => void;
}

const WAIT_MS = 120;

/** A commune by its name or postcode. Sends its INSEE code; without JavaScript the typed text, settled by the server. */
export function CommuneField({ onPlace, ...props }: Props) {
  const [found, setFound] = useState<Found[]>([]);
  const [loading, setLoading] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const asked = useRef<AbortController>();
  useEffect(() => () => asked.current?.abort(), []);

  function search(text: string) {
    clearTimeout(timer.current);
    asked.current?.abort();
    if (text.trim().length < 2) return setFound([]);
    timer.current = setTimeout(async () => {
      asked.current = new AbortController();
      setLoading(true);
      try {
        const answer = await fetch(paths.searchPlaces(text), { signal: asked.current.signal });
        if (answer.ok) setFound(((await answer.json()) as { places: Found[] }).places);
      } catch {
        // a newer letter cancelled this look-up, or the network is away: what was typed is still sent
      } finally {
        setLoading(false);
      }
    }, WAIT_MS);
  }

  const suggestions: Suggestion[] = found.map((place) => ({
    value: place.code,
    label: place.name,
    detail: [place.postcodes[0], place.departement?.name].filter(Boolean).join(' · '),
  }));
  return (
    <Combobox
      {...props}
      suggestions={suggestions}
      onSearch={search}
      loading={loading}
      onChoose={(chosen) => {
        const place = found.find((one) => one.code === chosen.value);
        if (place) onPlace?.(place);
      }}
    />
  );
}

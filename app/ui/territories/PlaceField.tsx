import { useActionData } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { Level } from '#app/domain/territories/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { Combobox, type Suggestion } from '#app/ui/kit/Combobox.tsx';
import type { FieldProps } from '#app/ui/kit/Field.tsx';
import { textOf } from '#app/ui/kit/fields.ts';
import { RecordedNow } from '#app/ui/kit/Meanwhile.tsx';

interface Found {
  code: string;
  name: string;
  postcodes: string[];
  departement: { code: string; name: string } | null;
  lon: number | null;
  lat: number | null;
}

/** What a form answers when it could not settle a place alone. */
interface Answer {
  initialValue?: Record<string, unknown>;
  places?: Record<string, Suggestion[]>;
}

interface Props extends FieldProps {
  level?: Level;
  /** name of the place already chosen */
  text?: string;
  placeholder?: string;
  /** told with its own point when a place is chosen in the list */
  onPlace?: (place: { code: string; lon: number | null; lat: number | null }) => void;
}

const WAIT_MS = 120;

/**
 * A commune, or a territory of another level, by its name or postcode. `field` is named `<stem>Code` and gets the code;
 * the words go in `<stem>Code_text`, and the server settles them when nothing was chosen, with or without JavaScript.
 */
export function PlaceField({ level = 'commune', text = '', onPlace, ...props }: Props) {
  const answer = useActionData<Answer>();
  const { found, loading, search } = usePlaces(level);
  const suggestions: Suggestion[] = found.map((place) => ({
    value: place.code,
    label: place.name,
    detail: [place.postcodes[0], place.departement?.name].filter(Boolean).join(' · '),
  }));
  const choices = answer?.places?.[props.field.name];
  return (
    <>
      <Combobox
        // a list to choose from replaces the box that suggests
        key={choices ? JSON.stringify(choices) : 'typed'}
        {...props}
        text={textOf(answer?.initialValue?.[`${props.field.name}_text`]) ?? text}
        choices={choices}
        suggestions={suggestions}
        onSearch={search}
        loading={loading}
        onChoose={(chosen) => {
          const place = found.find((one) => one.code === chosen.value);
          if (place) onPlace?.(place);
        }}
      />
      <RecordedNow field={props.field} say={() => text} />
    </>
  );
}

function usePlaces(level: Level) {
  const [found, setFound] = useState<Found[]>([]);
  const [loading, setLoading] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef<AbortController>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      asked.current?.abort();
    },
    [],
  );
  function search(text: string) {
    clearTimeout(timer.current);
    asked.current?.abort();
    if (text.trim().length < 2) return setFound([]);
    timer.current = setTimeout(async () => {
      asked.current = new AbortController();
      setLoading(true);
      try {
        const answer = await fetch(paths.searchPlaces(text, level), { signal: asked.current.signal });
        if (answer.ok) setFound(((await answer.json()) as { places: Found[] }).places);
      } catch {
        // a newer letter cancelled this look-up, or the network is away: what was typed is still sent
      } finally {
        setLoading(false);
      }
    }, WAIT_MS);
  }
  return { found, loading, search };
}

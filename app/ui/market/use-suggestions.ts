import { useCallback, useEffect, useRef, useState } from 'react';
import { paths } from '#app/http/paths.ts';

export interface MarketSuggestion {
  kind: 'type' | 'family' | 'place' | 'words';
  value: string;
  label: string;
  detail: string | null;
  count: number | null;
}

const WAIT_MS = 100;

/** What the market knows that starts like what is typed, asked for when the hand rests. */
export function useSuggestions() {
  const [found, setFound] = useState<MarketSuggestion[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const asked = useRef<AbortController>();
  const stop = useCallback(() => {
    clearTimeout(timer.current);
    asked.current?.abort();
  }, []);
  useEffect(() => stop, [stop]);
  function search(text: string) {
    stop();
    if (text.trim().length < 2) return setFound([]);
    timer.current = setTimeout(async () => {
      asked.current = new AbortController();
      try {
        const answer = await fetch(paths.suggestLots(text.trim()), { signal: asked.current.signal });
        if (answer.ok) setFound(((await answer.json()) as { suggestions: MarketSuggestion[] }).suggestions);
      } catch {
        // a newer letter cancelled this look-up, or the network is away: what is typed can still be searched
      }
    }, WAIT_MS);
  }
  return { found, search };
}

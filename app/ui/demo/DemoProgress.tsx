import { useLocation, useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';

interface Progress {
  done: number;
  total: number;
}

const EVERY_MS = 2_000;

/** How far the demonstration is. Follows by itself with a script; without one, a link asks again. */
export function DemoProgress({ progress: given }: { progress: Progress }) {
  const t = useTranslations('demo');
  const format = useFormatter();
  const { pathname, search } = useLocation();
  const { progress, followed } = useFollowed(given);
  const share = progress.total > 0 ? progress.done / progress.total : 0;
  return (
    <span className="flex flex-wrap items-center gap-x-3" role="status">
      <progress
        aria-label={t('label')}
        value={share}
        max={1}
        className="block h-2 w-28 appearance-none overflow-hidden rounded-sm bg-paper/25 [&::-moz-progress-bar]:bg-paper [&::-webkit-progress-bar]:bg-paper/25 [&::-webkit-progress-value]:bg-paper"
      />
      <span>
        {t('playing', { share: format.number(Math.floor(share * 100) / 100, { style: 'percent' }) })}
      </span>
      {followed ? null : (
        <a href={pathname + search} className="underline underline-offset-2">
          {t('reload')}
        </a>
      )}
    </span>
  );
}

/** Asks every two seconds; the page reads itself again when the story is whole. */
function useFollowed(given: Progress): { progress: Progress; followed: boolean } {
  const [progress, setProgress] = useState(given);
  const [followed, setFollowed] = useState(false);
  const { revalidate } = useRevalidator();
  useEffect(() => {
    setFollowed(true);
    let timer: ReturnType<typeof setTimeout>;
    const asking = new AbortController();
    const ask = async () => {
      const answer = await fetch(paths.demoProgress(), { signal: asking.signal }).catch(() => null);
      if (asking.signal.aborted) return;
      const now: Progress | null | undefined = answer?.ok ? await answer.json() : undefined;
      if (now === null) return revalidate();
      if (now) setProgress(now);
      timer = setTimeout(ask, EVERY_MS);
    };
    timer = setTimeout(ask, EVERY_MS);
    return () => {
      asking.abort();
      clearTimeout(timer);
    };
  }, [revalidate]);
  return { progress, followed };
}

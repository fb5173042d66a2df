import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { PHOTO_LIMITS } from '#app/domain/lots/photos.ts';
import { sendPhoto } from './send-photo.ts';

export interface Sending {
  id: number;
  name: string;
  state: 'waiting' | 'current' | 'resumed' | 'done' | 'failed';
  percent?: number;
  problem?: string;
}

/** Sends photos one after the other. A refused one says why and does not keep the next from leaving. */
export function useUploads(lot: string, words: { tooLarge: string; lost: string }) {
  const { revalidate } = useRevalidator();
  const [sendings, setSendings] = useState<Sending[]>([]);
  const files = useRef(new Map<number, File>());
  const running = useRef(false);
  const mark = (id: number, change: Partial<Sending>) =>
    setSendings((all) => all.map((one) => (one.id === id ? { ...one, ...change } : one)));

  async function sendNext(id: number, file: File) {
    mark(id, { state: 'current', percent: 0 });
    const sent = await sendPhoto(lot, file, {
      progress: (share) => mark(id, { state: 'current', percent: Math.round(share * 100) }),
      cut: () => mark(id, { state: 'resumed' }),
    });
    mark(id, sent.ok ? { state: 'done' } : { state: 'failed', problem: sent.problem ?? words.lost });
    if (sent.ok) revalidate();
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: one step each time the line grows or one is done
  useEffect(() => {
    const [next] = files.current;
    if (running.current || !next) return;
    running.current = true;
    files.current.delete(next[0]);
    sendNext(...next).finally(() => {
      running.current = false;
      setSendings((all) => [...all]);
    });
  }, [sendings]);

  function send(chosen: File[]) {
    const first = sendings.length;
    const added = chosen.map((file, index): Sending => {
      const id = first + index;
      if (file.size > PHOTO_LIMITS.maxBytes)
        return { id, name: file.name, state: 'failed', problem: words.tooLarge };
      files.current.set(id, file);
      return { id, name: file.name, state: 'waiting' };
    });
    setSendings((all) => [...all, ...added]);
  }

  const busy = sendings.some(({ state }) => state !== 'done' && state !== 'failed');
  return { sendings, busy, send };
}

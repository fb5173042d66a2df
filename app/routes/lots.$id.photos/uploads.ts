import type { SubmissionResult } from '@conform-to/react';
import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { PHOTO_LIMITS } from '#app/domain/lots/photos.ts';

export interface Sending {
  id: number;
  name: string;
  state: 'waiting' | 'current' | 'done' | 'failed';
  problem?: string;
}

/** Sends photos one after the other. A refused one says why and does not keep the next from leaving. */
export function useUploads(formKey: string, tooLarge: string) {
  const fetcher = useFetcher<SubmissionResult<string[]>>();
  const [sendings, setSendings] = useState<Sending[]>([]);
  const files = useRef(new Map<number, File>());
  const sent = useRef<number | null>(null);
  const mark = (id: number, change: Partial<Sending>) =>
    setSendings((all) => all.map((one) => (one.id === id ? { ...one, ...change } : one)));

  // biome-ignore lint/correctness/useExhaustiveDependencies: one step each time the fetcher rests or the line grows
  useEffect(() => {
    if (fetcher.state !== 'idle') return;
    const current = sent.current;
    if (current !== null) {
      sent.current = null;
      files.current.delete(current);
      const problem = problemOf(fetcher.data);
      mark(current, problem ? { state: 'failed', problem } : { state: 'done' });
      return;
    }
    const next = sendings.find(({ state }) => state === 'waiting');
    const file = next && files.current.get(next.id);
    if (!next || !file) return;
    sent.current = next.id;
    mark(next.id, { state: 'current' });
    const form = new FormData();
    for (const [name, value] of Object.entries({ _key: formKey, intent: 'add', scripted: '1' }))
      form.set(name, value);
    form.set('photo', file);
    fetcher.submit(form, { method: 'post', encType: 'multipart/form-data' });
  }, [fetcher.state, sendings]);

  function send(chosen: File[]) {
    const first = sendings.length;
    const added = chosen.map((file, index): Sending => {
      const id = first + index;
      if (file.size > PHOTO_LIMITS.maxBytes)
        return { id, name: file.name, state: 'failed', problem: tooLarge };
      files.current.set(id, file);
      return { id, name: file.name, state: 'waiting' };
    });
    setSendings((all) => [...all, ...added]);
  }

  const busy = sendings.some(({ state }) => state === 'waiting' || state === 'current');
  return { sendings, busy, send };
}

/** The sentence of a refusal, whichever part of the form it was said of. */
function problemOf(answer: SubmissionResult<string[]> | undefined): string | null {
  if (!answer || answer.status === 'success') return null;
  return (
    Object.values(answer.error ?? {})
      .flat()
      .find((one) => typeof one === 'string') ?? null
  );
}

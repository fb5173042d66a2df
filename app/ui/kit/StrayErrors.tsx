import type { SubmissionResult } from '@conform-to/react';
import { useActionData } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { Alert } from './Alert.tsx';

/**
 * The answer to a form that the page no longer shows, because another tab or person acted first: said on top, or nobody
 * would read it. `shown`: the intents whose forms are on the page, none when it has no form left.
 */
export function StrayErrors({ shown }: { shown: readonly string[] }) {
  const answer = useActionData<SubmissionResult<string[]>>();
  const box = useRef<HTMLDivElement>(null);
  const intent = answer?.initialValue?.intent;
  const stray =
    answer?.error && (shown.length === 0 || (typeof intent === 'string' && !shown.includes(intent)));
  const said = stray ? Object.values(answer.error ?? {}).flatMap((errors) => errors ?? []) : [];
  const sentence = said.join(' ');
  useEffect(() => {
    if (sentence) box.current?.focus();
  }, [sentence]);
  if (!sentence) return null;
  return (
    <div ref={box} tabIndex={-1} className="mb-6">
      <Alert tone="danger" live>
        {sentence}
      </Alert>
    </div>
  );
}

import { type SubmissionResult, useForm } from '@conform-to/react';
import { useActionData } from '@remix-run/react';

/** One of several forms of a page: it takes back only the answer to its own `intent`. */
export function useIntentForm<Fields extends Record<string, unknown>>(
  intent: string,
  defaultValue: Partial<Record<keyof Fields, unknown>> = {},
) {
  const answer = useActionData<SubmissionResult<string[]>>();
  const mine = answer?.initialValue?.intent === intent ? answer : undefined;
  return useForm<Fields>({
    id: intent,
    lastResult: mine ?? null,
    defaultValue: defaultValue as never,
    shouldRevalidate: 'onSubmit',
  });
}

import { type SubmissionResult, useForm } from '@conform-to/react';
import { useActionData } from '@remix-run/react';

/** The page's only form: it takes back what the action answered, with what was typed. */
export function useAccountForm<Fields extends Record<string, unknown>>(
  id: string,
  defaultValue: Partial<Fields> = {},
) {
  const answer = useActionData<SubmissionResult<string[]>>();
  const refused = answer && 'status' in answer ? answer : null;
  return useForm<Fields>({
    id,
    lastResult: refused,
    defaultValue: defaultValue as never,
    shouldRevalidate: 'onSubmit',
  });
}

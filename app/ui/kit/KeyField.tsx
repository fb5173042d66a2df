import { useLocation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { renew, sending, sentForm, sentKey, settle } from './sent-keys.ts';

/**
 * The idempotency key of one rendered form: a UUID made by the loader (`crypto.randomUUID()`), so that the same
 * page sent twice is one command, with or without JavaScript. With it, the page one comes back to gives its form the key
 * it was sent with.
 */
export function KeyField({ value }: { value: string }) {
  const input = useRef<HTMLInputElement>(null);
  const { key: visit } = useLocation();
  const [first] = useState(value);
  const [sent, setSent] = useState<string>();
  const isFirst = value === first;

  useEffect(() => {
    const form = input.current?.form;
    if (!form) return;
    const here = sentForm(visit, form);
    if (!isFirst) renew(here);
    setSent(sentKey(here));
    const send = () => sending(here, input.current?.value ?? '');
    form.addEventListener('submit', send);
    return () => {
      form.removeEventListener('submit', send);
      // still on the page it was sent from: no answer came
      if ((history.state?.key ?? 'default') !== visit) settle(here);
    };
  }, [visit, isFirst]);

  return <input ref={input} type="hidden" name="_key" value={sent ?? value} readOnly />;
}

import { useLocation } from '@remix-run/react';
import { useEffect } from 'react';

/** The part of the page an address names takes the focus, as it does without a script: whoever has no pointer goes on from there. */
export function useFocusWhereSent(): void {
  const { hash, key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same part may be asked for again
  useEffect(() => {
    const part = hash.length > 1 ? document.getElementById(hash.slice(1)) : null;
    if (!part) return;
    if (part.tabIndex < 0) part.setAttribute('tabindex', '-1');
    part.focus();
  }, [hash, key]);
}

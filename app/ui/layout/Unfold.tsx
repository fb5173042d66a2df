import { useLocation } from '@remix-run/react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { classes } from '#app/ui/kit/classes.ts';

interface Props {
  label: ReactNode;
  children: ReactNode;
  /** Where the panel opens: 'right-0 w-80', 'left-0 w-full'. */
  panel: string;
  className?: string;
}

/** A menu made of <details>: opens without script; with it, Escape, a click elsewhere and a new page close it. */
export function Unfold({ label, children, panel, className }: Props) {
  const box = useRef<HTMLDetailsElement>(null);
  const { key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes on every new page
  useEffect(() => box.current?.removeAttribute('open'), [key]);
  useEffect(() => {
    const outside = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target))
        box.current?.removeAttribute('open');
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, []);
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !box.current?.open) return;
    box.current.removeAttribute('open');
    box.current.querySelector('summary')?.focus();
  };
  return (
    <details ref={box} className={className} onKeyDown={closeOnEscape}>
      <summary className="flex min-h-11 items-center gap-2 rounded-sm px-3 font-semibold hover:bg-sunken">
        {label}
      </summary>
      <div
        className={classes(
          'absolute top-full z-40 border-b-[3px] border-ink bg-surface p-4 whitespace-normal shadow-over',
          panel,
        )}
      >
        {children}
      </div>
    </details>
  );
}

import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { Suggestion } from './Combobox.tsx';
import { classes } from './classes.ts';
import type { Box } from './use-combobox.ts';

interface Props {
  box: Box;
  suggestions: readonly Suggestion[];
  loading?: boolean;
}

/** What a box suggests, under it. The focus stays in the box: the pointer chooses on the way down. */
export function SuggestionList({ box, suggestions, loading }: Props) {
  const t = useTranslations('kit');
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the arrows reach comes into view
  useEffect(() => {
    list.current?.querySelector('[data-focused]')?.scrollIntoView({ block: 'nearest' });
  }, [box.active]);
  if (!box.open) return null;
  const none = suggestions.length === 0;
  return (
    <div className="absolute top-full right-0 left-0 z-40 mt-1 rounded border border-edge bg-surface text-ink shadow-over">
      <p role="status" className={none ? 'px-3 py-2.5 text-muted' : 'sr-only'}>
        {none ? t(loading ? 'loading' : 'combobox.none') : t('combobox.count', { count: suggestions.length })}
      </p>
      <div ref={list} id={box.listId} role="listbox" className="max-h-80 overflow-auto p-1" hidden={none}>
        {suggestions.map((one) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box
          // biome-ignore lint/a11y/useFocusableInteractive: the box keeps the focus and names the option
          <div
            key={one.value}
            id={box.optionId(one.value)}
            role="option"
            aria-selected={box.active === one.value}
            data-focused={box.active === one.value ? '' : undefined}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => box.choose(one)}
            className={classes(
              'flex min-h-11 cursor-pointer flex-wrap items-center gap-x-2 rounded-sm px-3 py-1.5 hover:bg-sunken',
              'data-focused:bg-accent data-focused:text-on-accent',
            )}
          >
            <span className="font-semibold">{one.label}</span>
            {one.detail ? <span className="text-sm">{one.detail}</span> : null}
          </div>
        ))}
      </div>
    </div>
  );
}

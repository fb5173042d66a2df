import type { ReactNode } from 'react';
import { classes } from './classes.ts';

export interface Description {
  term: ReactNode;
  /** Entries whose value is null or false are left out. */
  value: ReactNode;
}

interface Props {
  items: readonly Description[];
  /** beside: term and value on one line from 32rem; tiles: small term over value, in columns. */
  layout?: 'beside' | 'tiles';
  className?: string;
}

export function DescriptionList({ items, layout = 'beside', className }: Props) {
  const shown = items.filter(({ value }) => value !== null && value !== undefined && value !== false);
  if (layout === 'tiles') {
    return (
      <dl
        className={classes('grid grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] gap-x-6 gap-y-4', className)}
      >
        {shown.map(({ term, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
          <div key={index}>
            <dt className="text-sm text-muted">{term}</dt>
            <dd className="font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
    );
  }
  return (
    <dl className={classes('divide-y divide-line', className)}>
      {shown.map(({ term, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
        <div key={index} className="gap-4 py-2.5 sm:grid sm:grid-cols-[minmax(9rem,2fr)_5fr]">
          <dt className="text-muted">{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

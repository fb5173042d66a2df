import type { HTMLAttributes } from 'react';
import { classes } from './classes.ts';

interface Props extends HTMLAttributes<HTMLElement> {
  as?: 'div' | 'article' | 'section' | 'li';
  /** none: the content draws its own edge to edge. */
  padding?: 'none' | 'normal' | 'large';
}

const paddings = { none: '', normal: 'p-4', large: 'p-5 sm:p-7' };

/** A sheet on the paper. A card that is one link: put `card-link` on the link inside, its target covers the card. */
export function Card({ as: Tag = 'div', padding = 'normal', className, ...rest }: Props) {
  return (
    <Tag
      className={classes(
        'relative min-w-0 rounded-lg border border-line bg-surface',
        paddings[padding],
        className,
      )}
      {...rest}
    />
  );
}

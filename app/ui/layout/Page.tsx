import type { ReactNode } from 'react';
import { classes } from '#app/ui/kit/classes.ts';
import { PageHeader, type PageHeaderProps } from './PageHeader.tsx';

interface Props extends Partial<PageHeaderProps> {
  /** narrow: forms and reading; normal; full: the page draws its own edges (map). */
  width?: 'narrow' | 'normal' | 'full';
  children: ReactNode;
  className?: string;
}

const widths = { narrow: 'max-w-[44rem]', normal: 'max-w-[78rem]', full: '' };

/** The frame of a page inside the header and footer: give it a title, and it draws the page's heading. */
export function Page({ width = 'normal', title, children, className, ...header }: Props) {
  return (
    <div
      className={classes('mx-auto w-full', widths[width], width !== 'full' && 'px-4 pt-6 sm:pt-9', className)}
    >
      {title ? <PageHeader title={title} {...header} /> : null}
      {children}
    </div>
  );
}

import type { ReactNode } from 'react';
import { classes } from './classes.ts';

/** Fields that answer one question together, under its words. */
export function FieldGroup({
  legend,
  lead,
  children,
  className,
}: {
  legend: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <fieldset className={classes('min-w-0', className)}>
      <legend className="mb-1 font-title text-xl font-semibold">{legend}</legend>
      {lead ? <p className="text-muted">{lead}</p> : null}
      <div className="mt-4 space-y-5">{children}</div>
    </fieldset>
  );
}

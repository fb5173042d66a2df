import { type ReactNode, useId } from 'react';
import { classes } from '#app/ui/kit/classes.ts';

interface Props {
  title: ReactNode;
  lead?: ReactNode;
  /** Links or buttons at the end of the title's line. */
  actions?: ReactNode;
  level?: 2 | 3;
  /** Address of the section (#id). */
  id?: string;
  children?: ReactNode;
  className?: string;
}

export function Section({ title, lead, actions, level = 2, id, children, className }: Props) {
  const Heading = level === 2 ? 'h2' : 'h3';
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} id={id} className={classes('mt-10 first:mt-0', className)}>
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <div>
          <Heading id={headingId} className={level === 2 ? 'text-xl sm:text-2xl' : 'text-lg'}>
            {title}
          </Heading>
          {lead ? <p className="text-muted">{lead}</p> : null}
        </div>
        {actions ? <div className="no-print">{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}

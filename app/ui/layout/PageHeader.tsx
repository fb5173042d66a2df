import type { ReactNode } from 'react';
import { Breadcrumbs, type Crumb } from './Breadcrumbs.tsx';

export interface PageHeaderProps {
  title: ReactNode;
  /** One sentence under the title. */
  lead?: ReactNode;
  /** Small words over the title: a kind, a state. */
  over?: ReactNode;
  breadcrumbs?: readonly Crumb[];
  /** Buttons on the right of the title (under it when narrow). */
  actions?: ReactNode;
}

export function PageHeader({ title, lead, over, breadcrumbs, actions }: PageHeaderProps) {
  return (
    <div className="mb-7">
      {breadcrumbs ? <Breadcrumbs crumbs={breadcrumbs} /> : null}
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <div className="min-w-0 max-w-3xl">
          {over ? (
            <div className="mb-2 flex flex-wrap items-center gap-2 text-sm text-muted">{over}</div>
          ) : null}
          <h1 className="text-2xl break-words sm:text-3xl">{title}</h1>
          {lead ? <p className="mt-2 text-lg text-muted">{lead}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-2 no-print">{actions}</div> : null}
      </div>
    </div>
  );
}

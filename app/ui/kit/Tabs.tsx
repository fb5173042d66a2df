import { NavLink } from '@remix-run/react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';

export interface Tab {
  to: string;
  label: ReactNode;
  count?: string;
  /** Only the exact address is current. */
  end?: boolean;
  /** Set it when the tab is a query string (`?state=…`): NavLink reads paths only. */
  current?: boolean;
}

/** Views of one thing, each with its own address: links, not ARIA tabs, so that they work before any script. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const look = (current: boolean) =>
    classes(
      'inline-flex min-h-11 items-center gap-2 border-b-4 px-1 whitespace-nowrap font-semibold no-underline',
      current ? 'border-accent text-ink' : 'border-transparent text-muted hover:border-line hover:text-ink',
    );
  return (
    <nav aria-label={label} className="-mx-4 overflow-x-auto px-4 no-print">
      <ul className="flex gap-6 border-b border-line">
        {tabs.map((tab) => {
          const inside = (
            <>
              {tab.label}
              {tab.count === undefined ? null : (
                <span className="rounded-full bg-sunken px-2 text-sm tabular-nums">{tab.count}</span>
              )}
            </>
          );
          return (
            <li key={tab.to} className="-mb-px">
              {tab.current === undefined ? (
                <NavLink
                  to={tab.to}
                  end={tab.end}
                  preventScrollReset
                  className={({ isActive }) => look(isActive)}
                >
                  {inside}
                </NavLink>
              ) : (
                <NavLink
                  to={tab.to}
                  preventScrollReset
                  className={look(tab.current)}
                  aria-current={tab.current ? 'page' : undefined}
                >
                  {inside}
                </NavLink>
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

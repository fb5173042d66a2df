import { NavLink } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { classes } from '#app/ui/kit/classes.ts';
import { Page } from '#app/ui/layout/Page.tsx';
import { PageHeader, type PageHeaderProps } from '#app/ui/layout/PageHeader.tsx';
import { SECTIONS } from './sections.ts';

/** A page of the operator's desk: its title, the desk's navigation beside it (above it when narrow). */
export function AdminPage({ children, ...header }: PageHeaderProps & { children: ReactNode }) {
  return (
    <Page>
      <div className="gap-x-10 lg:grid lg:grid-cols-[13rem_minmax(0,1fr)]">
        <Sections />
        <div className="min-w-0">
          <PageHeader {...header} />
          {children}
        </div>
      </div>
    </Page>
  );
}

function Sections() {
  const t = useTranslations('admin');
  return (
    <nav aria-label={t('desk')} className="mb-6 no-print lg:mb-0">
      <p className="mb-1 text-sm font-semibold text-muted">{t('desk')}</p>
      <ul className="-mx-4 flex gap-x-5 overflow-x-auto px-4 lg:mx-0 lg:block lg:overflow-visible lg:border-l lg:border-line lg:px-0">
        {SECTIONS.map(({ key, to }) => (
          <li key={key}>
            <NavLink
              to={to}
              end={to === paths.admin()}
              className={({ isActive }) =>
                classes(
                  'flex min-h-11 items-center border-b-4 whitespace-nowrap lg:-ml-px lg:border-b-0 lg:border-l-4 lg:pl-4 lg:whitespace-normal',
                  isActive
                    ? 'border-accent font-semibold text-ink'
                    : 'border-transparent text-muted hover:border-line hover:text-ink',
                )
              }
            >
              {t(`sections.${key}`)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

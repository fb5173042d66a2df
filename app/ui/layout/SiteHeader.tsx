import { Link, NavLink } from '@remix-run/react';
import { Menu, Plus } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { classes } from '#app/ui/kit/classes.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { Bell } from './Bell.tsx';
import { Logo } from './Logo.tsx';
import { Unfold } from './Unfold.tsx';
import type { Viewer } from './viewer.ts';

function MainLinks({ stacked }: { stacked?: boolean }) {
  const t = useTranslations('layout');
  const links = [
    { to: paths.lots(), label: t('nav.lots') },
    { to: paths.territories(), label: t('nav.territories') },
  ];
  return (
    <ul className={stacked ? 'divide-y divide-line' : 'flex gap-1'}>
      {links.map(({ to, label }) => (
        <li key={to}>
          <NavLink
            to={to}
            className={({ isActive }) =>
              classes(
                'flex min-h-11 items-center font-semibold whitespace-nowrap',
                stacked ? 'px-1 py-2 text-lg' : 'rounded-sm px-3 hover:bg-sunken',
                isActive && 'underline decoration-accent decoration-[3px] underline-offset-8',
              )
            }
          >
            {label}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}

/** The top of every page. Below 900 px the links fold into a menu that needs no script. */
export function SiteHeader({ viewer }: { viewer: Viewer | null }) {
  const t = useTranslations('layout');
  const deposit = (wide: boolean) => (
    <LinkButton to={paths.sites()} variant="primary" wide={wide} icon={<Plus aria-hidden="true" />}>
      {t('nav.deposit')}
    </LinkButton>
  );
  return (
    <header className="relative z-30 border-b-[3px] border-ink bg-surface">
      <div className="mx-auto flex min-h-17 w-full max-w-[78rem] items-center gap-x-3 px-4 py-2 lg:gap-x-6">
        <Link to={paths.home()} aria-label={t('home')} className="mr-auto rounded-sm lg:mr-2">
          <Logo />
        </Link>
        <nav aria-label={t('nav.label')} className="hidden grow lg:block no-print">
          <MainLinks />
        </nav>
        <div className="hidden items-center gap-3 whitespace-nowrap lg:flex no-print">
          {deposit(false)}
          <AccountMenu viewer={viewer} />
        </div>
        {viewer ? <Bell unread={viewer.unread} /> : null}
        <Unfold
          className="lg:hidden no-print"
          label={
            <>
              <Menu className="size-6" aria-hidden="true" />
              {/* on the narrowest phones the bell needs its room */}
              <span className={viewer ? 'max-[360px]:sr-only' : undefined}>{t('menu')}</span>
            </>
          }
          panel="left-0 w-full"
        >
          <nav aria-label={t('nav.label')}>
            <MainLinks stacked />
            <div className="py-3">{deposit(true)}</div>
          </nav>
          <AccountMenu viewer={viewer} stacked />
        </Unfold>
      </div>
    </header>
  );
}

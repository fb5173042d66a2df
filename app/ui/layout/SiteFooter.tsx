import { Link } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { LogoMark } from './Logo.tsx';
import { Preferences } from './Preferences.tsx';
import type { Theme } from './viewer.ts';

/** Licences, rules, API, language and appearance. */
export function SiteFooter({ theme }: { theme: Theme }) {
  const t = useTranslations('layout.footer');
  const nav = useTranslations('layout.nav');
  const account = useTranslations('layout.account');
  const link = useTranslations('frame.links');
  const columns = [
    {
      title: t('discover'),
      links: [
        { to: paths.lots(), label: nav('lots') },
        { to: paths.territories(), label: nav('territories') },
        { to: paths.sites(), label: nav('deposit') },
        { to: paths.help(), label: link('help') },
      ],
    },
    {
      title: account('label'),
      links: [
        { to: paths.account(), label: account('settings') },
        { to: paths.reservations(), label: account('reservations') },
        { to: paths.sites(), label: account('sites') },
      ],
    },
    {
      title: t('legal'),
      links: [
        { to: paths.legalNotice(), label: link('notice') },
        { to: paths.terms(), label: link('terms') },
        { to: paths.privacy(), label: link('privacy') },
        // the law asks for this state in the words of the link, on every page
        { to: paths.accessibility(), label: t('accessibility') },
        { to: paths.contact(), label: link('contact') },
      ],
    },
  ];
  const item = 'inline-flex min-h-11 items-center hover:underline sm:min-h-9';
  return (
    <footer className="mt-16 border-t-[3px] border-ink bg-surface no-print">
      <div className="mx-auto grid w-full max-w-[78rem] gap-x-10 gap-y-8 px-4 py-10 sm:grid-cols-2 lg:grid-cols-[1.6fr_1fr_1fr_1.3fr_1.3fr]">
        <div className="max-w-sm">
          <LogoMark className="mb-3 h-10 w-9" />
          <p>{t('what')}</p>
        </div>
        {columns.map((column) => (
          <nav key={column.title} aria-label={column.title}>
            <h2 className="mb-1 text-base">{column.title}</h2>
            <ul>
              {column.links.map((link) => (
                <li key={link.to}>
                  <Link to={link.to} className={item}>
                    {link.label}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        ))}
        <Preferences theme={theme} />
        <div className="border-t border-line pt-5 text-sm text-muted sm:col-span-2 lg:col-span-5">
          <p>
            {t('licences')}{' '}
            <a href={paths.api.openapi()} className="link">
              {t('api')}
            </a>
          </p>
        </div>
      </div>
    </footer>
  );
}

import { Form, Link } from '@remix-run/react';
import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { Avatar } from '#app/ui/kit/Avatar.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Unfold } from './Unfold.tsx';
import type { Viewer } from './viewer.ts';

function AccountLinks({ viewer }: { viewer: Viewer }) {
  const t = useTranslations('layout.account');
  const { organisation } = viewer;
  const personal = organisation?.kind === 'private_person';
  const links: { to: string; label: string; alone?: boolean }[] = [
    { to: paths.reservations(), label: t('reservations') },
    { to: paths.sites(), label: t('sites') },
    ...(organisation ? [{ to: paths.documents(), label: t('documents') }] : []),
    ...(organisation && (organisation.role === 'administrator' || organisation.role === 'site_manager')
      ? [{ to: paths.sales(), label: t('sales') }]
      : []),
    { to: paths.alerts(), label: t('alerts') },
    ...(organisation ? [{ to: paths.neighbourhood(), label: t('neighbourhood') }] : []),
    ...(organisation ? [{ to: paths.field(), label: t('field'), alone: true }] : []),
    ...(organisation && !personal
      ? [{ to: paths.organisation(organisation.slug), label: t('organisation') }]
      : []),
    { to: paths.account(), label: t('settings') },
    ...(viewer.platformAdmin ? [{ to: paths.admin(), label: t('admin') }] : []),
  ];
  return (
    <ul className="divide-y divide-line">
      {links.map(({ to, label, alone }) => (
        <li key={to}>
          <Link
            to={to}
            reloadDocument={alone}
            className="flex min-h-11 items-center px-1 py-2 hover:underline"
          >
            {label}
          </Link>
        </li>
      ))}
      <li>
        <Form method="post" action={paths.logout()}>
          <button
            type="submit"
            className="flex min-h-11 w-full items-center px-1 py-2 text-left hover:underline"
          >
            {t('logout')}
          </button>
        </Form>
      </li>
    </ul>
  );
}

function Acting({ viewer }: { viewer: Viewer }) {
  const t = useTranslations('layout.account');
  const { organisation } = viewer;
  if (!organisation || organisation.kind === 'private_person') return null;
  return (
    <p className="mb-2 border-b border-line pb-3 text-sm">
      <span className="block font-semibold break-words">{organisation.name}</span>
      <Link to={paths.account()} className="link">
        {t('switch')}
      </Link>
    </p>
  );
}

/** Who acts, for which organisation, and where their things are. */
export function AccountMenu({ viewer, stacked }: { viewer: Viewer | null; stacked?: boolean }) {
  const t = useTranslations('layout.account');
  if (!viewer) {
    return (
      <div className={stacked ? 'grid gap-2 sm:grid-cols-2' : 'flex items-center gap-2'}>
        <LinkButton to={paths.login()} variant={stacked ? 'secondary' : 'quiet'}>
          {t('login')}
        </LinkButton>
        <span className={stacked ? 'grid' : 'hidden xl:inline'}>
          <LinkButton to={paths.signup()}>{t('signup')}</LinkButton>
        </span>
      </div>
    );
  }
  const inside = (
    <nav aria-label={t('label')}>
      <Acting viewer={viewer} />
      <AccountLinks viewer={viewer} />
    </nav>
  );
  if (stacked) {
    return (
      <div className="border-t-2 border-ink pt-3">
        <p className="mb-1 flex items-center gap-3 font-semibold">
          <Avatar name={viewer.name} size="small" />
          {viewer.name}
        </p>
        {inside}
      </div>
    );
  }
  const shown =
    viewer.organisation && viewer.organisation.kind !== 'private_person'
      ? viewer.organisation.name
      : viewer.name;
  return (
    <div className="relative">
      <Unfold
        panel="right-0 w-80 rounded-b border border-t-0"
        label={
          <>
            <Avatar name={viewer.name} size="small" />
            <span className="sr-only">{t('open', { name: viewer.name })}</span>
            <span className="max-w-44 truncate">{shown}</span>
            <ChevronDown className="size-5" aria-hidden="true" />
          </>
        }
      >
        {inside}
      </Unfold>
    </div>
  );
}

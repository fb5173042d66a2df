import textFont from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url';
import titleFont from '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2?url';
import { data, type LinksFunction, type LoaderFunctionArgs } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import { legalSettings } from '#app/domain/legal/queries.server.ts';
import { missingSettings } from '#app/domain/legal/rules.ts';
import { standingOf } from '#app/domain/notifications/queries.server.ts';
import { isOperator } from '#app/domain/operator/policy.ts';
import { readerZone } from '#app/domain/organisations/reader-zone.server.ts';
import { contextOf, standingIn, termsDue } from '#app/http/context.server.ts';
import { isDatabaseDown } from '#app/http/database-down.ts';
import { clearedFlash, readFlash } from '#app/http/flash.server.ts';
import { useFrame } from '#app/http/frame.ts';
import { Speak, useCatalogue } from '#app/i18n/catalogue.tsx';
import { localeOf, readCookie } from '#app/i18n/locale.ts';
import { titled } from '#app/i18n/title.ts';
import { demonstrationProgress } from '#app/platform/database/demonstration.server.ts';
import { env } from '#app/platform/env.server.ts';
import { DemoProgress } from '#app/ui/demo/DemoProgress.tsx';
import { FactorDue } from '#app/ui/factors/FactorDue.tsx';
import { Toast } from '#app/ui/kit/Toast.tsx';
import { AddressFails } from '#app/ui/layout/AddressFails.tsx';
import { DemoBanner } from '#app/ui/layout/DemoBanner.tsx';
import { ErrorPage } from '#app/ui/layout/ErrorPage.tsx';
import { SiteFooter } from '#app/ui/layout/SiteFooter.tsx';
import { SiteHeader } from '#app/ui/layout/SiteHeader.tsx';
import { SkipLink } from '#app/ui/layout/SkipLink.tsx';
import { isTheme, type Viewer } from '#app/ui/layout/viewer.ts';
import { NotReady } from '#app/ui/legal/NotReady.tsx';
import { TermsDue } from '#app/ui/legal/TermsDue.tsx';
import { isEmbedded } from '#app/ui/market/address.ts';
import stylesheet from '#app/ui/theme.css?url';

const preload = (href: string) =>
  ({ rel: 'preload', href, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' }) as const;

export const links: LinksFunction = () => [
  preload(textFont),
  preload(titleFont),
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'mask-icon', href: '/favicon-mono.svg', color: '#17222b' },
  { rel: 'apple-touch-icon', href: '/icon-180.png' },
  { rel: 'manifest', href: '/manifest.webmanifest' },
];

export const meta = titled('common', (t) => t('tagline'));

export async function loader(args: LoaderFunctionArgs) {
  const { request } = args;
  const flash = readFlash(request);
  const theme = readCookie(request.headers.get('cookie'), 'theme');
  const { locale, viewer, now, demonstration } = await reader(args);
  return data(
    {
      locale,
      viewer,
      now: now.toISOString(),
      flash,
      theme: isTheme(theme) ? theme : 'auto',
      demo: env.DEMO,
      demonstration,
    },
    flash ? { headers: { 'Set-Cookie': clearedFlash } } : undefined,
  );
}

/** A page may still say that the database is away: the frame around it must not fail for the same reason. */
async function reader(args: LoaderFunctionArgs) {
  try {
    const ctx = await contextOf(args);
    const { locale, actor, now, db } = ctx;
    const { person, organisation } = actor;
    const { unread, addressFailedAt: since } = person
      ? await standingOf(ctx)
      : { unread: 0, addressFailedAt: null };
    const viewer: Viewer | null = person && {
      name: person.name,
      platformAdmin: person.platformAdmin,
      zone: await readerZone(ctx),
      unread,
      factorDueSince: dueSince(standingIn(ctx)?.factorDueAt ?? null, now),
      addressFails: since === null ? null : { email: person.email, since },
      termsDue: termsDue(ctx),
      owes: isOperator(actor) && !env.DEMO ? missingSettings(await legalSettings(ctx)) : [],
      organisation: organisation && {
        name: organisation.name,
        slug: organisation.slug,
        kind: organisation.kind,
        role: organisation.role,
      },
    };
    const demonstration = env.DEMO ? await demonstrationProgress(db) : null;
    return { locale, viewer, now, demonstration };
  } catch (error) {
    if (!isDatabaseDown(error)) throw error;
    return { locale: localeOf(args.request), viewer: null, now: new Date(), demonstration: null };
  }
}

const dueSince = (at: Date | null, now: Date) => (at && at <= now ? at.toISOString() : null);

/** A page that draws its own frame (`handle = { bare: true }`): it also works where no other page can be reached. */
const isBare = ({ handle }: { handle?: unknown }) =>
  typeof handle === 'object' && handle !== null && 'bare' in handle;

export function Layout({ children }: { children: ReactNode }) {
  const { nonce, requestId } = useFrame();
  const { locale } = useCatalogue();
  const root = useRouteLoaderData<typeof loader>('root');
  const theme = root?.theme ?? 'auto';
  const framed = isEmbedded(useLocation());
  const bare = useMatches().some(isBare) || framed;
  return (
    <html lang={locale} data-theme={theme === 'auto' ? undefined : theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="request-id" content={requestId ?? ''} suppressHydrationWarning />
        <Meta />
        <Links />
      </head>
      <body>
        <Speak now={root ? new Date(root.now) : new Date()}>
          <SkipLink />
          {root?.demo ? (
            <DemoBanner>
              {root.demonstration && !bare ? <DemoProgress progress={root.demonstration} /> : null}
            </DemoBanner>
          ) : null}
          {bare ? null : <SiteHeader viewer={root?.viewer ?? null} />}
          {root?.viewer?.addressFails && !bare ? (
            <AddressFails {...root.viewer.addressFails} zone={root.viewer.zone} />
          ) : null}
          {root?.viewer?.factorDueSince && root.viewer.organisation && !bare ? (
            <FactorDue
              since={root.viewer.factorDueSince}
              organisation={root.viewer.organisation.name}
              zone={root.viewer.zone}
            />
          ) : null}
          {root?.viewer?.termsDue && !bare ? <TermsDue /> : null}
          {root?.viewer && root.viewer.owes.length > 0 && !bare ? <NotReady /> : null}
          <Toast flash={root?.flash ?? null} />
          <main id="content" tabIndex={-1} className="grow">
            {children}
          </main>
          {bare ? null : <SiteFooter theme={theme} />}
        </Speak>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorPage error={useRouteError()} />;
}

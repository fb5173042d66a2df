import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { inGroups } from '#app/domain/ledger/taker-code.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { visitPage } from '#app/domain/reservations/visit.server.ts';
import type { VisitLineView } from '#app/domain/reservations/visit-views.ts';
import { actingAt, contextOf, requirePerson } from '#app/http/context.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { qrOf } from '#app/http/qr.server.ts';
import { dayOf, formatTime } from '#app/i18n/dates.ts';
import { titled } from '#app/i18n/title.ts';
import { env } from '#app/platform/env.server.ts';
import { takerCode } from '#app/platform/taker-code.server.ts';
import { Button } from '#app/ui/kit/Button.tsx';
import { useHydrated } from '#app/ui/kit/use-hydrated.ts';
import { Page } from '#app/ui/layout/Page.tsx';
import { Slip } from './Slip.tsx';
import './slip.css';
import { slipWords } from './words.server.ts';

export const meta = titled<'visits', Awaited<ReturnType<typeof loader>>>('visits', (t, data) =>
  t('page.title', { site: data?.visit.site.name ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'visit'));
  requirePerson(ctx, args.request);
  const { visit } = (await visitPage(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  const { notes: _notes, lines, ...shown } = visit;
  const address = env.ORIGIN + paths.visit(visit.publicId);
  const onSlip = lines.filter(
    ({ lapsed, state }) => !lapsed && ['requested', 'accepted', 'scheduled', 'handed_over'].includes(state),
  );
  return {
    visit: shown,
    lines: onSlip.map((line) => ({ ...line, before: due(line, visit.zone) })),
    words: slipWords(),
    code: visit.side === 'taker' && visit.holder !== visit.taker ? inGroups(takerCode(visit.publicId)) : null,
    address,
    qr: qrOf(address),
  };
}

/** The hour booked, else the deadline, by the site's own clock and in figures both readers share. */
function due({ slot, expiresAt }: Pick<VisitLineView, 'slot' | 'expiresAt'>, zone: string): string {
  const at = (instant: string) => {
    const date = new Date(instant);
    return `${dayOf(date, zone)} ${formatTime('fr', date, zone)}`;
  };
  return slot
    ? `${at(slot.startsAt)} → ${formatTime('fr', new Date(slot.endsAt), zone)}`
    : `< ${at(expiresAt)}`;
}

export default function SlipRoute() {
  const { visit, ...slip } = useLoaderData<typeof loader>();
  const t = useTranslations('visits.slip');
  const mine = useTranslations('reservations.mine');
  const live = useHydrated();
  return (
    <Page
      breadcrumbs={[
        { label: mine('title'), to: paths.reservations() },
        { label: visit.site.name, to: paths.visit(visit.publicId) },
        { label: t('title') },
      ]}
      title={`${slip.words.fr.title} / ${slip.words.en.title}`}
      className="slip-page"
    >
      {live ? (
        <p className="mb-6 no-print">
          <Button variant="primary" onClick={() => window.print()}>
            {t('print')}
          </Button>
        </p>
      ) : null}
      <Slip visit={visit} {...slip} />
    </Page>
  );
}

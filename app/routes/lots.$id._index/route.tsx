import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { attendanceFacts } from '#app/domain/attendance/queries.server.ts';
import { aroundLot } from '#app/domain/lots/around-lot.server.ts';
import { lotLife } from '#app/domain/lots/life.server.ts';
import { lotPage } from '#app/domain/lots/lot-page.server.ts';
import { offeringOfLot } from '#app/domain/lots/offering-of-lot.server.ts';
import { canManageLot, canReserveLot } from '#app/domain/lots/policy.ts';
import { undoableBatches } from '#app/domain/lots/preview.server.ts';
import { pricesAround } from '#app/domain/lots/prices-around.server.ts';
import { isClosedTo } from '#app/domain/lots/removal.ts';
import { refuse } from '#app/domain/refusal.ts';
import { reservationsOfLot } from '#app/domain/reservations/queries.server.ts';
import { moreOnSite } from '#app/domain/reservations/visit.server.ts';
import { lineOf, waitersOf } from '#app/domain/reservations/waitlist.server.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { actsOn } from '#app/domain/sites/acts.server.ts';
import { otherSites } from '#app/domain/sites/other-sites.server.ts';
import { actingAt, contextOf, requirePerson } from '#app/http/context.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { qrOf } from '#app/http/qr.server.ts';
import { shortCode } from '#app/http/short-code.ts';
import { dayOf } from '#app/i18n/dates.ts';
import { titled } from '#app/i18n/title.ts';
import { env } from '#app/platform/env.server.ts';
import { carryOut, intents } from './act.server.ts';
import { knownOfType } from './know-how.server.ts';
import { LotPageBody } from './LotPageBody.tsx';
import { isGone, sharingTags } from './tags.ts';

type Shown = Awaited<ReturnType<typeof loader>>['data'];
const named = titled<'lots', Shown>('lots', (t, data) =>
  data ? { title: data.lot.title, description: data.lot.description ?? undefined } : t('list.title'),
);

export const meta: MetaFunction<typeof loader> = (args) => [
  ...(named(args) ?? []),
  ...(args.data ? sharingTags(args.data.lot, args.data.origin) : []),
];

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'lot'));
  const found = (await lotPage(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  const { id, organisationId, siteId, ...lot } = found;
  const mayManage = canManageLot(ctx.actor, { organisationId, siteId });
  const own = ctx.actor.organisation?.id === organisationId;
  const [
    around,
    prices,
    known,
    requests,
    line,
    waiters,
    offering,
    acts,
    life,
    batches,
    sites,
    more,
    attendance,
  ] = await Promise.all([
    aroundLot(ctx, { id, organisationId, ...lot }),
    pricesAround(ctx, lot),
    knownOfType(ctx, lot.typeCode),
    reservationsOfLot(ctx, lot.publicId),
    lineOf(ctx, lot.publicId),
    own ? waitersOf(ctx, lot.publicId) : [],
    mayManage ? offeringOfLot(ctx, id) : null,
    own ? actsOn(ctx, { lot: lot.publicId }) : [],
    own && ctx.actor.organisation?.role !== 'analyst' ? lotLife(ctx, id) : [],
    mayManage ? undoableBatches(ctx, { lot: lot.publicId }) : [],
    mayManage ? otherSites(ctx, lot.site.publicId) : [],
    own ? false : moreOnSite(ctx, { id, siteId }),
    own ? null : attendanceFacts(ctx, organisationId),
  ]);
  const shown = {
    lot,
    ...around,
    attendance,
    prices,
    known,
    requests,
    line,
    waiters,
    offering,
    acts,
    acting: actingFor(ctx.actor),
    life,
    batches,
    sites,
    more,
    own,
    mayManage,
    mayReserve: canReserveLot(ctx.actor, { organisationId }),
    closed: isClosedTo(lot, ctx.actor.organisation),
    guest: ctx.actor.person === null,
    keys: keysOf(mayManage, 'undo', 'withdraw', 'duplicate', 'split', 'move', 'delete', 'review'),
    styleUrl: env.MAP_STYLE_URL ?? null,
    ended:
      lot.status === 'published' &&
      lot.availableUntil !== null &&
      lot.availableUntil < dayOf(ctx.now, lot.zone),
    origin: env.ORIGIN,
    code: qrOf(env.ORIGIN + paths.shortLot(shortCode(lot.publicId))),
  };
  return data(shown, isGone(lot) ? { headers: { 'X-Robots-Tag': 'noindex' } } : undefined);
}

/** Whoever has no form needs no key: the page is the same for all of them. */
const keysOf = <Name extends string>(needed: boolean, ...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, needed ? crypto.randomUUID() : ''])) as Record<Name, string>;

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(actingAt(args, 'lot'), intents, async (ctx, asked, key) => {
    requirePerson(ctx, args.request);
    return carryOut(ctx, id, asked, key);
  });
}

export default function LotRoute() {
  const shown = useLoaderData<typeof loader>();
  const t = useTranslations('lots.list');
  return <LotPageBody {...shown} listTitle={t('title')} />;
}

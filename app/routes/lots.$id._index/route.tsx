import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { lotLife } from '#app/domain/lots/life.server.ts';
import { lotPage } from '#app/domain/lots/lot-page.server.ts';
import { offeringOfLot } from '#app/domain/lots/offering-of-lot.server.ts';
import { canManageLot, canReserveLot } from '#app/domain/lots/policy.ts';
import { undoableBatches } from '#app/domain/lots/preview.server.ts';
import { similarLots } from '#app/domain/lots/queries.server.ts';
import { isClosedTo } from '#app/domain/lots/removal.ts';
import { refuse } from '#app/domain/refusal.ts';
import { reservationsOfLot } from '#app/domain/reservations/queries.server.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { actsOn } from '#app/domain/sites/acts.server.ts';
import { otherSites } from '#app/domain/sites/other-sites.server.ts';
import { actingAt, contextOf, requirePerson } from '#app/http/context.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { titled } from '#app/i18n/title.ts';
import { env } from '#app/platform/env.server.ts';
import { carryOut, intents } from './act.server.ts';
import { LotPageBody } from './LotPageBody.tsx';

export const meta = titled<'lots', Awaited<ReturnType<typeof loader>>>('lots', (t, data) =>
  data ? { title: data.lot.title, description: data.lot.description ?? undefined } : t('list.title'),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'lot'));
  const found = (await lotPage(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  const { id, organisationId, siteId, ...lot } = found;
  const mayManage = canManageLot(ctx.actor, { organisationId, siteId });
  const own = ctx.actor.organisation?.id === organisationId;
  const [similar, requests, offering, acts, life, batches, sites] = await Promise.all([
    similarLots(ctx, { id, ...lot }),
    reservationsOfLot(ctx, lot.publicId),
    mayManage ? offeringOfLot(ctx, id) : null,
    own ? actsOn(ctx, { lot: lot.publicId }) : [],
    own && ctx.actor.organisation?.role !== 'analyst' ? lotLife(ctx, id) : [],
    mayManage ? undoableBatches(ctx, { lot: lot.publicId }) : [],
    mayManage ? otherSites(ctx, lot.site.publicId) : [],
  ]);
  return {
    lot,
    similar,
    requests,
    offering,
    acts,
    acting: actingFor(ctx.actor),
    life,
    batches,
    sites,
    own,
    mayManage,
    mayReserve: canReserveLot(ctx.actor, { organisationId }),
    closed: isClosedTo(lot, ctx.actor.organisation),
    guest: ctx.actor.person === null,
    keys: keysOf('undo', 'withdraw', 'duplicate', 'split', 'move', 'delete'),
    styleUrl: env.MAP_STYLE_URL ?? null,
  };
}

const keysOf = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, crypto.randomUUID()])) as Record<Name, string>;

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(actingAt(args, 'lot'), intents, async (ctx, asked, key) => {
    requirePerson(ctx, args.request);
    return carryOut(ctx, id, asked, key);
  });
}

export default function LotRoute() {
  const data = useLoaderData<typeof loader>();
  const t = useTranslations('lots.list');
  return <LotPageBody {...data} listTitle={t('title')} />;
}

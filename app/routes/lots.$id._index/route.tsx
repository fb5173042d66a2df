import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { publishLot } from '#app/domain/lots/commands/publish-lot.server.ts';
import { withdrawLot } from '#app/domain/lots/commands/withdraw-lot.server.ts';
import { lotPage } from '#app/domain/lots/lot-page.server.ts';
import { offeringOfLot } from '#app/domain/lots/offering-of-lot.server.ts';
import { canManageLot, canReserveLot } from '#app/domain/lots/policy.ts';
import { similarLots } from '#app/domain/lots/queries.server.ts';
import { isClosedTo } from '#app/domain/lots/removal.ts';
import { FATES } from '#app/domain/lots/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import { reservationsOfLot } from '#app/domain/reservations/queries.server.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { actsOn } from '#app/domain/sites/acts.server.ts';
import { actingAt, contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { env } from '#app/platform/env.server.ts';
import { LotPageBody } from './LotPageBody.tsx';

export const meta = titled<'lots', Awaited<ReturnType<typeof loader>>>('lots', (t, data) =>
  data ? { title: data.lot.title, description: data.lot.description ?? undefined } : t('list.title'),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'lot'));
  const found = (await lotPage(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  const { id, organisationId, siteId, ...lot } = found;
  const mayManage = canManageLot(ctx.actor, { organisationId, siteId });
  const [similar, requests, offering, acts] = await Promise.all([
    similarLots(ctx, { id, ...lot }),
    reservationsOfLot(ctx, lot.publicId),
    mayManage ? offeringOfLot(ctx, id) : null,
    ctx.actor.organisation?.id === organisationId ? actsOn(ctx, { lot: lot.publicId }) : [],
  ]);
  return {
    lot,
    similar,
    requests,
    offering,
    acts,
    acting: actingFor(ctx.actor),
    own: ctx.actor.organisation?.id === organisationId,
    mayManage,
    mayReserve: canReserveLot(ctx.actor, { organisationId }),
    closed: isClosedTo(lot, ctx.actor.organisation),
    guest: ctx.actor.person === null,
    keys: { publish: crypto.randomUUID(), withdraw: crypto.randomUUID() },
    styleUrl: env.MAP_STYLE_URL ?? null,
  };
}

const intents = z.union([
  z.object({ intent: z.literal('publish') }),
  z.object({ intent: z.literal('withdraw'), fate: z.enum(FATES) }),
]);

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(actingAt(args, 'lot'), intents, async (ctx, asked, key) => {
    requirePerson(ctx, args.request);
    const t = translator(ctx.locale, 'lots.page');
    if (asked.intent === 'publish') await publishLot(ctx, id, { key });
    else await withdrawLot(ctx, id, { key, fate: asked.fate });
    return redirectWithFlash(paths.lot(id), {
      tone: 'success',
      text: t(asked.intent === 'publish' ? 'published' : 'withdrawn'),
    });
  });
}

export default function LotRoute() {
  const data = useLoaderData<typeof loader>();
  const t = useTranslations('lots.list');
  return <LotPageBody {...data} listTitle={t('title')} />;
}

import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { lotHolder, lotPage } from '#app/domain/lots/lot-page.server.ts';
import { canReserveLot } from '#app/domain/lots/policy.ts';
import { isClosedTo } from '#app/domain/lots/removal.ts';
import { refuse } from '#app/domain/refusal.ts';
import { privately } from '#app/domain/reservations/commands/privately.server.ts';
import { joinWaitlist } from '#app/domain/reservations/commands/wait-in-line.server.ts';
import { homeCommune } from '#app/domain/reservations/queries.server.ts';
import { joinInput } from '#app/domain/reservations/schema.ts';
import { lineOf } from '#app/domain/reservations/waitlist.server.ts';
import { contextOf, requirePerson, sessionIdOf } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { sayAtLot } from '#app/http/say-at-lot.server.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { Page } from '#app/ui/layout/Page.tsx';
import { JoinForm } from '#app/ui/waitlist/JoinForm.tsx';

export const meta = titled<'waitlist', Awaited<ReturnType<typeof loader>>>('waitlist', (t, data) =>
  t('join.title', { title: data?.lot.title ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  const lot = (await lotPage(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  requirePerson(ctx, args.request);
  // who may not ask for it reads why on its own page
  if (!canReserveLot(ctx.actor, lot) || isClosedTo(lot, ctx.actor.organisation) || lot.status !== 'published')
    throw redirect(paths.lot(lot.publicId));
  const { waiting, mine } = await lineOf(ctx, lot.publicId);
  if (mine) throw redirect(paths.waiting(mine));
  const { publicId, title, unit, leftMilli, conditions, conditionsDigest } = lot;
  return {
    lot: { publicId, title, unit, leftMilli, conditions, conditionsDigest },
    waiting,
    commune: await homeCommune(ctx),
    formKey: crypto.randomUUID(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  const lot = (await lotHolder(ctx, id)) ?? refuse('not-found');
  if (!canReserveLot(ctx.actor, lot)) return sayAtLot(ctx, lot);
  return submit(args, joinInput, async (me, input, key) => {
    const sessionId = sessionIdOf(me);
    const { publicId, state } =
      me.actor.organisation || !sessionId
        ? await joinWaitlist(me, id, { key, input })
        : await privately(me, sessionId, (own) => joinWaitlist(own, id, { key, input }));
    const t = translator(me.locale, 'waitlist.join');
    const text = t(state === 'offered' ? 'doneOffered' : 'done');
    return redirectWithFlash(paths.waiting(publicId), { tone: 'success', text });
  });
}

export default function JoinRoute() {
  const { lot, waiting, commune, formKey } = useLoaderData<typeof loader>();
  const t = useTranslations('waitlist.join');
  const list = useTranslations('lots.list');
  return (
    <Page
      width="narrow"
      title={t('title', { title: lot.title })}
      breadcrumbs={[
        { label: list('title'), to: paths.lots() },
        { label: lot.title, to: paths.lot(lot.publicId) },
        { label: t('heading') },
      ]}
    >
      <JoinForm lot={lot} waiting={waiting} commune={commune} formKey={formKey} />
    </Page>
  );
}

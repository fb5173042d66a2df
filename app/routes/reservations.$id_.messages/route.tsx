import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { postMessage } from '#app/domain/messages/commands/post-message.server.ts';
import { readThread } from '#app/domain/messages/commands/read-thread.server.ts';
import { messagePhotoKey } from '#app/domain/messages/limits.ts';
import { threadPage } from '#app/domain/messages/queries.server.ts';
import { messageInput } from '#app/domain/messages/schema.ts';
import { readOfReservation } from '#app/domain/notifications/commands/mark-read.server.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { actingAt, contextOf, requirePerson } from '#app/http/context.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { keepPhotos, makePhotos } from '#app/http/small-photos.server.ts';
import { titled } from '#app/i18n/title.ts';
import { Page } from '#app/ui/layout/Page.tsx';
import { Thread } from '#app/ui/messages/Thread.tsx';
import { WriteMessage } from '#app/ui/messages/WriteMessage.tsx';
import { ActingBanner } from '#app/ui/sites/ActingBanner.tsx';

export const meta = titled<'messages', Awaited<ReturnType<typeof loader>>>('messages', (t, data) =>
  t('title', { name: data?.thread.other ?? '' }),
);

/** Whoever opens the page has read it: what is new is marked on it this once. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'reservation'));
  requirePerson(ctx, args.request);
  const { id, last, ...thread } = await threadPage(ctx, publicIdOf(args.params));
  await readThread(ctx, id, last);
  await readOfReservation(ctx, id, 'message.received');
  return { thread, acting: actingFor(ctx.actor), formKey: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  const reservation = publicIdOf(args.params);
  return submit(actingAt(args, 'reservation'), messageInput, async (ctx, { body = '', photo }, key) => {
    requirePerson(ctx, args.request);
    const { mayWrite } = await threadPage(ctx, reservation);
    const made = mayWrite ? await makePhotos(args.context, { files: photo, key, field: 'photo' }) : [];
    const photos = made.map(({ facts }) => facts);
    await postMessage(ctx, { key, reservation, body, photos }, () =>
      keepPhotos(args.context, made, messagePhotoKey),
    );
    return redirect(`${paths.messages(reservation)}#write`);
  });
}

export default function MessagesRoute() {
  const { thread, acting, formKey } = useLoaderData<typeof loader>();
  const t = useTranslations('messages');
  const mine = useTranslations('reservations.mine');
  return (
    <Page
      width="narrow"
      title={t('heading', { name: thread.other })}
      lead={thread.lot}
      breadcrumbs={[
        { label: mine('title'), to: paths.reservations() },
        { label: thread.lot, to: paths.reservation(thread.reservation) },
        { label: t('crumb') },
      ]}
    >
      <ActingBanner acting={acting} />
      <Thread thread={thread} />
      <WriteMessage key={formKey} thread={thread} formKey={formKey} />
    </Page>
  );
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { chooseRhythm } from '#app/domain/notifications/commands/choose-rhythm.server.ts';
import { readAll } from '#app/domain/notifications/commands/mark-read.server.ts';
import { myNotifications, rhythmOf } from '#app/domain/notifications/queries.server.ts';
import { rhythmInput } from '#app/domain/notifications/schema.ts';
import { contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { optionalPublicId } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { Pagination } from '#app/ui/kit/Pagination.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { NotificationList } from '#app/ui/notifications/NotificationList.tsx';
import { RhythmForm } from '#app/ui/notifications/RhythmForm.tsx';

export const meta = titled('notifications', (t) => t('title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  const after = optionalPublicId(new URL(args.request.url).searchParams.get('after'));
  const { items, next } = await myNotifications(ctx, after);
  return { items, next, rhythm: (await rhythmOf(ctx, ctx.actor.person.publicId)) ?? null };
}

const intents = z.discriminatedUnion('intent', [
  rhythmInput.extend({ intent: z.literal('rhythm') }),
  z.object({ intent: z.literal('read-all') }),
]);

export async function action(args: ActionFunctionArgs) {
  return submit(args, intents, async (ctx, asked) => {
    requirePerson(ctx, args.request);
    if (asked.intent === 'read-all') {
      await readAll(ctx);
      return redirect(paths.notifications());
    }
    await chooseRhythm(ctx, ctx.actor.person.publicId, asked.rhythm);
    const text = translator(ctx.locale, 'notifications')(`rhythm.saved.${asked.rhythm}`);
    return redirectWithFlash(paths.notifications(), { tone: 'success', text });
  });
}

export default function Notifications() {
  const { items, next, rhythm } = useLoaderData<typeof loader>();
  const t = useTranslations('notifications');
  return (
    <Page width="narrow" title={t('title')} lead={t('lead')}>
      {items.some(({ read }) => !read) ? (
        <Form method="post" action="/notifications?index" className="mb-4 flex justify-end">
          <SubmitButton size="small" variant="secondary" name="intent" value="read-all">
            {t('readAll')}
          </SubmitButton>
        </Form>
      ) : null}
      {items.length === 0 ? (
        <EmptyState title={t('emptyTitle')}>{t('empty')}</EmptyState>
      ) : (
        <NotificationList items={items} />
      )}
      <Pagination next={next ? paths.notifications(next) : null} />
      <Section title={t('rhythm.title')} id="mails">
        <RhythmForm rhythm={rhythm} action="/notifications?index" />
      </Section>
    </Page>
  );
}

import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { chooseRhythm } from '#app/domain/notifications/commands/choose-rhythm.server.ts';
import { rhythmOf } from '#app/domain/notifications/queries.server.ts';
import { rhythmInput } from '#app/domain/notifications/schema.ts';
import { refuse } from '#app/domain/refusal.ts';
import { contextOf } from '#app/http/context.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { readSignedId } from '#app/platform/signed-id.server.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { RhythmForm } from '#app/ui/notifications/RhythmForm.tsx';

export const meta = titled('notifications', (t) => t('stop.title'));
/** The address is the proof: it goes nowhere else, and no engine keeps it. */
export const headers = () => ({
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
  'Cache-Control': 'no-store',
});

const personOf = ({ token = '' }: Record<string, string | undefined>) =>
  readSignedId('mail-rhythm', token) ?? refuse('not-found');

/** Looking changes nothing: mail programs and their scanners open every link. */
export async function loader(args: LoaderFunctionArgs) {
  const rhythm = await rhythmOf(await contextOf(args), personOf(args.params));
  return { rhythm: rhythm === undefined ? refuse('not-found') : rhythm };
}

/** Works signed out and from anywhere, by the signed token alone; a mail program (RFC 8058) is answered 200. */
export async function action(args: ActionFunctionArgs) {
  const person = personOf(args.params);
  const ctx = await contextOf(args);
  const form = await args.request.formData();
  if (form.get('List-Unsubscribe') === 'One-Click') {
    await chooseRhythm(ctx, person, 'off');
    return null;
  }
  const parsed = rhythmInput.extend({ intent: z.literal('rhythm') }).safeParse(Object.fromEntries(form));
  if (!parsed.success) return refuse('invalid-input');
  await chooseRhythm(ctx, person, parsed.data.rhythm);
  return redirect(paths.mailRhythm(args.params.token ?? ''));
}

export default function MailRhythm() {
  const { rhythm } = useLoaderData<typeof loader>();
  const t = useTranslations('notifications.stop');
  return (
    <Page width="narrow" title={t('title')} lead={t('lead')}>
      {rhythm === 'off' ? (
        <Alert tone="success" className="mb-6" live>
          {t('stopped')}
        </Alert>
      ) : (
        <Form method="post" className="mb-8">
          <input type="hidden" name="intent" value="rhythm" />
          <SubmitButton name="rhythm" value="off">
            {t('one')}
          </SubmitButton>
        </Form>
      )}
      <RhythmForm key={rhythm ?? 'usual'} rhythm={rhythm} />
    </Page>
  );
}

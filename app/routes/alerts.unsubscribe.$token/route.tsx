import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { resumeByMail, stopByMail } from '#app/domain/alerts/commands/stop-by-mail.server.ts';
import { alertsOfMail } from '#app/domain/alerts/queries.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { contextOf } from '#app/http/context.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { readSignedId } from '#app/platform/signed-id.server.ts';
import { MailedAlerts } from '#app/ui/alerts/MailedAlerts.tsx';
import { Page } from '#app/ui/layout/Page.tsx';

export const meta = titled('alerts', (t) => t('stop.title'));
/** The address is the proof: it goes nowhere else, and no engine keeps it. */
export const headers = () => ({
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
  'Cache-Control': 'no-store',
});

const mailOf = ({ token = '' }: Record<string, string | undefined>) =>
  readSignedId('alerts', token) ?? refuse('not-found');

/** Looking changes nothing: mail programs and their scanners open every link. */
export async function loader(args: LoaderFunctionArgs) {
  const mail = mailOf(args.params);
  const alerts = (await alertsOfMail(await contextOf(args), mail)) ?? refuse('not-found');
  return { alerts };
}

const asked = z.object({ intent: z.enum(['stop', 'resume']), alert: z.uuid().optional() });

/**
 * Works signed out and from anywhere: the signed token alone is asked. A mail program sends `List-Unsubscribe=One-Click`
 * (RFC 8058) and is answered 200 without being sent elsewhere; a person's button sends what they chose.
 */
export async function action(args: ActionFunctionArgs) {
  const mail = mailOf(args.params);
  const ctx = await contextOf(args);
  const form = await args.request.formData();
  if (form.get('List-Unsubscribe') === 'One-Click') {
    await stopByMail(ctx, mail);
    return null;
  }
  const parsed = asked.safeParse(Object.fromEntries(form));
  if (!parsed.success) return refuse('invalid-input');
  const { intent, alert } = parsed.data;
  if (intent === 'stop') await stopByMail(ctx, mail, { alert });
  else await resumeByMail(ctx, mail);
  return redirect(paths.unsubscribe(args.params.token ?? ''));
}

export default function Unsubscribe() {
  const { alerts } = useLoaderData<typeof loader>();
  const t = useTranslations('alerts.stop');
  const running = alerts.filter(({ stopped }) => !stopped);
  return (
    <Page width="narrow" title={t(running.length === 0 ? 'doneTitle' : 'title')}>
      <MailedAlerts alerts={alerts} />
    </Page>
  );
}

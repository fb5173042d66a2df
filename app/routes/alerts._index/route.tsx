import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BellPlus } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { pauseAlert } from '#app/domain/alerts/commands/pause-alert.server.ts';
import { removeAlert, restoreAlert } from '#app/domain/alerts/commands/remove-alert.server.ts';
import { criteriaOf } from '#app/domain/alerts/criteria.ts';
import { namesOf } from '#app/domain/alerts/names.server.ts';
import { countsNow, myAlerts, removedAlert } from '#app/domain/alerts/queries.server.ts';
import { contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { optionalPublicId } from '#app/http/param.server.ts';
import { paths, withQuery } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { AlertCard } from '#app/ui/alerts/AlertCard.tsx';
import { RemovedAlert } from '#app/ui/alerts/RemovedAlert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { Page } from '#app/ui/layout/Page.tsx';

export const meta = titled('alerts', (t) => t('list.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  const gone = optionalPublicId(new URL(args.request.url).searchParams.get('removed'));
  const [alerts, removed] = await Promise.all([myAlerts(ctx), gone ? removedAlert(ctx, gone) : null]);
  const criteria = alerts.map(({ query }) => criteriaOf(query).filters);
  const [counts, names] = await Promise.all([
    countsNow(
      ctx,
      alerts.map(({ query }) => query),
    ),
    namesOf(ctx, criteria),
  ]);
  return {
    names,
    removed: removed && { ...removed, key: crypto.randomUUID() },
    alerts: alerts.map((alert, n) => ({
      ...alert,
      filters: criteria[n] ?? {},
      now: counts[n] ?? { count: 0, more: false },
      keys: { pause: crypto.randomUUID(), remove: crypto.randomUUID() },
    })),
  };
}

const intents = z.object({ intent: z.enum(['pause', 'resume', 'remove', 'restore']), alert: z.uuid() });

export async function action(args: ActionFunctionArgs) {
  return submit(args, intents, async (ctx, { intent, alert }, key) => {
    requirePerson(ctx, args.request);
    const t = translator(ctx.locale, 'alerts');
    if (intent === 'remove') {
      await removeAlert(ctx, alert, { key });
      return redirect(withQuery(paths.alerts(), { removed: alert }));
    }
    const done =
      intent === 'restore'
        ? await restoreAlert(ctx, alert, { key })
        : await pauseAlert(ctx, alert, { key, paused: intent === 'pause' });
    return redirectWithFlash(paths.alerts(), {
      tone: 'success',
      text: t(`list.done.${intent}`, { name: done.name }),
    });
  });
}

export default function Alerts() {
  const { alerts, names, removed } = useLoaderData<typeof loader>();
  const t = useTranslations('alerts');
  const [form] = useIntentForm('pause');
  return (
    <Page
      title={t('list.title')}
      lead={t('list.lead')}
      actions={
        alerts.length > 0 ? (
          <LinkButton to={paths.lots()} icon={<BellPlus aria-hidden="true" />}>
            {t('list.search')}
          </LinkButton>
        ) : null
      }
    >
      <FormErrors form={form} />
      {removed ? <RemovedAlert alert={removed} /> : null}
      {alerts.length === 0 ? (
        <EmptyState
          title={t('list.emptyTitle')}
          icon={<BellPlus aria-hidden="true" />}
          actions={
            <LinkButton variant="primary" to={paths.lots()}>
              {t('list.search')}
            </LinkButton>
          }
        >
          {t('list.empty')}
        </EmptyState>
      ) : (
        <ul className="grid grid-cols-1 gap-4 lg:grid-cols-2">
          {alerts.map((alert) => (
            <AlertCard key={alert.publicId} alert={alert} names={names} />
          ))}
        </ul>
      )}
    </Page>
  );
}

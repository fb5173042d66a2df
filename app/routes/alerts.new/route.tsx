import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { saveAlert } from '#app/domain/alerts/commands/save-alert.server.ts';
import { placedAt } from '#app/domain/alerts/criteria.ts';
import { alertInput } from '#app/domain/alerts/schema.ts';
import { draftFrom, typedAgain } from '#app/http/alert-draft.server.ts';
import { contextOf } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { AlertForm } from '#app/ui/alerts/AlertForm.tsx';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Page } from '#app/ui/layout/Page.tsx';

export const meta = titled('alerts', (t) => t('new.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  const draft = await draftFrom(ctx, new URL(args.request.url).searchParams);
  return { draft, signedIn: ctx.actor.person !== null, formKey: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  return submit(args, alertInput, async (ctx, input, key) => {
    // nothing typed is lost on the way through the sign-in page
    if (!ctx.actor.person) throw redirect(paths.login(typedAgain(placedAt(input.criteria, input), input)));
    await saveAlert(ctx, { key, input });
    const text = translator(ctx.locale, 'alerts')(`new.done.${input.rhythm}`, { name: input.name });
    return redirectWithFlash(paths.alerts(), { tone: 'success', text });
  });
}

export default function NewAlert() {
  const { draft, signedIn, formKey } = useLoaderData<typeof loader>();
  const t = useTranslations('alerts');
  return (
    <Page
      width="narrow"
      title={t('new.title')}
      lead={t('new.lead')}
      breadcrumbs={
        signedIn ? [{ label: t('list.title'), to: paths.alerts() }, { label: t('new.title') }] : undefined
      }
    >
      {signedIn ? null : <Alert className="mb-6">{t('new.signIn')}</Alert>}
      <AlertForm
        key={draft.query}
        draft={draft}
        formKey={formKey}
        submit={t(signedIn ? 'new.save' : 'new.saveSignIn')}
      />
    </Page>
  );
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { changeAlert } from '#app/domain/alerts/commands/change-alert.server.ts';
import { criteriaOf } from '#app/domain/alerts/criteria.ts';
import { namesOf } from '#app/domain/alerts/names.server.ts';
import { myAlert } from '#app/domain/alerts/queries.server.ts';
import { alertInput } from '#app/domain/alerts/schema.ts';
import { contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { AlertForm } from '#app/ui/alerts/AlertForm.tsx';
import { Page } from '#app/ui/layout/Page.tsx';

export const meta = titled('alerts', (t) => t('edit.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  const { name, rhythm, query } = await myAlert(ctx, publicIdOf(args.params));
  const { filters } = criteriaOf(query);
  const draft = { name, rhythm, query, filters, names: await namesOf(ctx, [filters]) };
  return { draft, formKey: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(args, alertInput, async (ctx, input, key) => {
    requirePerson(ctx, args.request);
    await changeAlert(ctx, id, { key, input });
    const text = translator(ctx.locale, 'alerts')('edit.done', { name: input.name });
    return redirectWithFlash(paths.alerts(), { tone: 'success', text });
  });
}

export default function EditAlert() {
  const { draft, formKey } = useLoaderData<typeof loader>();
  const t = useTranslations('alerts');
  return (
    <Page
      width="narrow"
      title={t('edit.title')}
      breadcrumbs={[{ label: t('list.title'), to: paths.alerts() }, { label: draft.name }]}
    >
      <AlertForm draft={draft} formKey={formKey} submit={t('edit.save')} />
    </Page>
  );
}

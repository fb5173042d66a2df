import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { updateOrganisation } from '#app/domain/organisations/commands/update-organisation.server.ts';
import { organisationPage } from '#app/domain/organisations/queries.server.ts';
import { editOrganisationOf } from '#app/domain/organisations/schema.ts';
import { refuse } from '#app/domain/refusal.ts';
import { contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { Card } from '#app/ui/kit/Card.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { EditOrganisationForm } from '#app/ui/organisations/EditOrganisationForm.tsx';

export const meta = titled<'organisations', Awaited<ReturnType<typeof loader>>>('organisations', (t, data) =>
  t('edit.title', { name: data?.organisation.name ?? '' }),
);

/** Only its administrators, acting for it, have this page. */
async function managed(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  const organisation = await organisationPage(ctx, args.params.slug ?? '');
  if (!organisation.isMine) return refuse('not-found');
  if (!organisation.mayManage) return refuse('forbidden');
  return organisation;
}

export async function loader(args: LoaderFunctionArgs) {
  return { organisation: await managed(args), key: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  const { kind } = await managed(args);
  return submit(args, editOrganisationOf(kind), async (ctx, input, key) => {
    const { slug } = await updateOrganisation(ctx, { key, input });
    const text = translator(ctx.locale, 'organisations')('edit.done');
    return redirectWithFlash(paths.organisation(slug), { tone: 'success', text });
  });
}

export default function EditOrganisation() {
  const { organisation, key } = useLoaderData<typeof loader>();
  const t = useTranslations('organisations.edit');
  const breadcrumbs = [
    { label: organisation.name, to: paths.organisation(organisation.slug) },
    { label: t('heading') },
  ];
  return (
    <Page width="narrow" title={t('heading')} lead={t('lead')} breadcrumbs={breadcrumbs}>
      <Card padding="large">
        <EditOrganisationForm organisation={organisation} formKey={key} />
      </Card>
    </Page>
  );
}

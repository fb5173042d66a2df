import { getFormProps } from '@conform-to/react';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { inviteColleague } from '#app/domain/organisations/commands/invite-colleague.server.ts';
import { organisationPage } from '#app/domain/organisations/queries.server.ts';
import { inviteSchema } from '#app/domain/organisations/schema.ts';
import { rolesOfKind } from '#app/domain/organisations/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import { contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { limitAsking } from '#app/http/limits.server.ts';
import { outside } from '#app/http/outside.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { useAccountForm } from '#app/ui/accounts/account-form.ts';
import { Card } from '#app/ui/kit/Card.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { Page } from '#app/ui/layout/Page.tsx';

export const meta = titled('organisations', (t) => t('invite.title'));

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
  const { name, slug, kind } = await managed(args);
  return { name, slug, roles: rolesOfKind(kind), key: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  const { slug } = await managed(args);
  return submit(args, inviteSchema, async (ctx, { email, role }, key) => {
    await limitAsking(args, email);
    await inviteColleague(ctx, outside, { key, email, role });
    const text = translator(ctx.locale, 'organisations')('invite.sent', { email });
    return redirectWithFlash(paths.organisation(slug), { tone: 'success', text });
  });
}

export default function Invite() {
  const { name, slug, roles, key } = useLoaderData<typeof loader>();
  const t = useTranslations('organisations');
  const [form, fields] = useAccountForm<{ email: string; role: string }>('invite', { role: 'member' });
  const labels = { email: t('invite.email'), role: t('invite.role') };
  const choices = roles.map((value) => ({
    value,
    label: t(`roles.${value}`),
    hint: t(`roleHints.${value}`),
  }));
  const breadcrumbs = [{ label: name, to: paths.organisation(slug) }, { label: t('invite.title') }];
  return (
    <Page width="narrow" title={t('invite.title')} lead={t('invite.lead')} breadcrumbs={breadcrumbs}>
      <Card padding="large">
        <Form method="post" {...getFormProps(form)} className="grid gap-5">
          <KeyField value={key} />
          <FormErrors form={form} labels={labels} />
          <TextField field={fields.email} label={labels.email} type="email" autoComplete="off" />
          <RadioGroup field={fields.role} legend={labels.role} choices={choices} />
          <SubmitButton wide size="large" pendingLabel={t('invite.pending')}>
            {t('invite.submit')}
          </SubmitButton>
        </Form>
      </Card>
    </Page>
  );
}

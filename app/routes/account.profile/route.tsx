import { getFormProps } from '@conform-to/react';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { updateProfile } from '#app/domain/organisations/commands/update-profile.server.ts';
import { myAccount } from '#app/domain/organisations/queries.server.ts';
import { profileSchema } from '#app/domain/organisations/schema.ts';
import { contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { languageCookie } from '#app/http/language.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { useAccountForm } from '#app/ui/accounts/account-form.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Card } from '#app/ui/kit/Card.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

export const meta = titled('accounts', (t) => t('profile.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  return { ...(await myAccount(ctx)), key: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  return submit(args, profileSchema, async (ctx, input, key) => {
    requirePerson(ctx, args.request);
    await updateProfile(ctx, { key, input });
    // said in the language just chosen, and kept by this browser as well
    const text = translator(input.locale, 'accounts')('profile.done');
    const headers = new Headers({ 'Set-Cookie': languageCookie(input.locale) });
    return redirectWithFlash(paths.account(), { tone: 'success', text }, headers);
  });
}

export default function Profile() {
  const { name, email, phone, locale, key } = useLoaderData<typeof loader>();
  const t = useTranslations('accounts');
  const [form, fields] = useAccountForm<{ name: string; phone: string; locale: string }>('profile', {
    name,
    phone: phone ?? '',
    locale,
  });
  const labels = { name: t('fields.name'), phone: t('profile.phone'), locale: t('profile.locale') };
  const languages = (['fr', 'en'] as const).map((value) => ({ value, label: t(`profile.${value}`) }));
  const breadcrumbs = [{ label: t('account.title'), to: paths.account() }, { label: t('profile.title') }];
  return (
    <Page width="narrow" title={t('profile.title')} breadcrumbs={breadcrumbs}>
      <Card padding="large">
        <Form method="post" {...getFormProps(form)} className="grid gap-5">
          <KeyField value={key} />
          <FormErrors form={form} labels={labels} />
          <TextField field={fields.name} label={labels.name} autoComplete="name" />
          <TextField
            field={fields.phone}
            label={labels.phone}
            hint={t('profile.phoneHint')}
            optional
            type="tel"
            autoComplete="tel"
          />
          <RadioGroup field={fields.locale} legend={labels.locale} choices={languages} />
          <SubmitButton wide size="large" pendingLabel={t('profile.pending')}>
            {t('profile.submit')}
          </SubmitButton>
        </Form>
      </Card>
      <Section
        title={t('profile.email')}
        lead={email}
        actions={<LinkButton to={paths.changeEmail()}>{t('account.editEmail')}</LinkButton>}
      />
      <Section
        title={t('profile.password')}
        actions={<LinkButton to={`${paths.account()}#password`}>{t('profile.changePassword')}</LinkButton>}
      />
    </Page>
  );
}

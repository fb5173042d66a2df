import { getFormProps } from '@conform-to/react';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { legalSource, legalVersions } from '#app/domain/legal/queries.server.ts';
import { LEGAL_KINDS } from '#app/domain/legal/vocabulary.ts';
import { publishLegalText } from '#app/domain/operator/commands/publish-legal-text.server.ts';
import { type LegalTextInput, legalTextSchema } from '#app/domain/operator/legal-schema.ts';
import { refuse } from '#app/domain/refusal.ts';
import { contextOf, requireOperator } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { paths } from '#app/http/paths.ts';
import { dayOf } from '#app/i18n/dates.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { useAccountForm } from '#app/ui/accounts/account-form.ts';
import { AdminPage } from '#app/ui/admin/AdminPage.tsx';
import { ReasonField } from '#app/ui/admin/ReasonField.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextArea } from '#app/ui/kit/TextArea.tsx';
import { DateField } from '#app/ui/kit/TextField.tsx';

export const meta = titled('adminLegal', (t) => t('publish.title'));

const kindOf = (params: LoaderFunctionArgs['params']) =>
  LEGAL_KINDS.find((kind) => kind === params.kind) ?? refuse('not-found');

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requireOperator(ctx, args.request);
  const kind = kindOf(args.params);
  const [words, versions] = await Promise.all([legalSource(ctx, kind), legalVersions(ctx, kind)]);
  const next = (versions[0]?.version ?? 0) + 1;
  return { kind, words, next, today: dayOf(ctx.now), key: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  requireOperator(await contextOf(args), args.request);
  const kind = kindOf(args.params);
  return submit(args, legalTextSchema, async (ctx, input, key) => {
    const { version } = await publishLegalText(ctx, { key, kind, input });
    const text = translator(ctx.locale, 'adminLegal')('publish.done', { version });
    return redirectWithFlash(paths.adminLegal(), { tone: 'success', text });
  });
}

export default function PublishLegalText() {
  const { kind, words, next, today, key } = useLoaderData<typeof loader>();
  const t = useTranslations('adminLegal.publish');
  const legal = useTranslations('legal');
  const [form, fields] = useAccountForm<LegalTextInput>('publish', { ...words, effectiveOn: today });
  const labels = {
    effectiveOn: t('effectiveOn'),
    fr: t('fr'),
    en: t('en'),
    changesFr: t('changesFr'),
    changesEn: t('changesEn'),
  };
  return (
    <AdminPage title={t('heading', { text: legal(`${kind}.title`), version: next })} lead={t('lead')}>
      <Form method="post" {...getFormProps(form)} className="grid max-w-[52rem] gap-5">
        <KeyField value={key} />
        <FormErrors form={form} labels={labels} />
        <DateField field={fields.effectiveOn} label={labels.effectiveOn} min={today} required />
        <TextArea field={fields.changesFr} label={labels.changesFr} rows={3} required />
        <TextArea field={fields.changesEn} label={labels.changesEn} rows={3} required />
        <TextArea field={fields.fr} label={labels.fr} hint={t('hint')} rows={24} required />
        <TextArea field={fields.en} label={labels.en} rows={24} required />
        <ReasonField field={fields.reason} />
        <SubmitButton>{t('submit', { version: next })}</SubmitButton>
      </Form>
    </AdminPage>
  );
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { legalSettings, legalVersions } from '#app/domain/legal/queries.server.ts';
import { missingSettings } from '#app/domain/legal/rules.ts';
import { LEGAL_KINDS } from '#app/domain/legal/vocabulary.ts';
import { setLegalSettings } from '#app/domain/operator/commands/set-legal-settings.server.ts';
import { legalSettingsSchema } from '#app/domain/operator/legal-schema.ts';
import { contextOf, requireOperator } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { env } from '#app/platform/env.server.ts';
import { AdminPage } from '#app/ui/admin/AdminPage.tsx';
import { SettingsForm } from '#app/ui/admin/legal/SettingsForm.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { Missing } from '#app/ui/legal/Missing.tsx';

export const meta = titled('adminLegal', (t) => t('title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requireOperator(ctx, args.request);
  const settings = await legalSettings(ctx);
  const texts = await Promise.all(
    LEGAL_KINDS.map(async (kind) => ({ kind, versions: (await legalVersions(ctx, kind)).length })),
  );
  return { settings, texts, missing: missingSettings(settings), demo: env.DEMO, key: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  requireOperator(await contextOf(args), args.request);
  return submit(args, legalSettingsSchema, async (ctx, input, key) => {
    await setLegalSettings(ctx, { key, input });
    const text = translator(ctx.locale, 'adminLegal')('saved');
    return redirectWithFlash(paths.adminLegal(), { tone: 'success', text });
  });
}

export default function AdminLegal() {
  const { settings, texts, missing, demo, key } = useLoaderData<typeof loader>();
  const t = useTranslations('adminLegal');
  const legal = useTranslations('legal');
  return (
    <AdminPage title={t('title')} lead={t('lead')}>
      <Missing names={missing} demo={demo} />
      <Section title={t('texts')} lead={t('textsLead')}>
        <ul className="list-disc space-y-2 pl-6">
          {texts.map(({ kind, versions }) => (
            <li key={kind}>
              <TextLink to={paths.adminLegalText(kind)}>{legal(`${kind}.title`)}</TextLink>{' '}
              {t('versions', { count: versions })}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('settings')} lead={t('settingsLead')}>
        <SettingsForm settings={settings} formKey={key} />
      </Section>
    </AdminPage>
  );
}

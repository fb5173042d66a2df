import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { createOrganisation } from '#app/domain/organisations/commands/create-organisation.server.ts';
import { createOrganisationSchema } from '#app/domain/organisations/schema.ts';
import { contextOf, requirePerson, sessionIdOf } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { AccountPage } from '#app/ui/accounts/AccountPage.tsx';
import { NewOrganisationForm } from '#app/ui/organisations/NewOrganisationForm.tsx';
import { Otherwise } from './Otherwise.tsx';

export const meta = titled('organisations', (t) => t('new.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  return { key: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  return submit(args, createOrganisationSchema, async (ctx, form, key) => {
    requirePerson(ctx, args.request);
    const { name, kind, siren, socialEconomy, territoryLevel: level, territoryCode: code } = form;
    const territory = kind === 'collectivite' && level && code ? { level, code } : undefined;
    const legalStatus = kind === 'landlord' || kind === 'public_body' ? form.legalStatus : undefined;
    const input = {
      name,
      kind,
      siren,
      legalStatus,
      socialEconomy: socialEconomy === 'on',
      separate: form.separate === 'on',
      communeCode: territory ? undefined : form.communeCode,
      territory,
    };
    const { slug } = await createOrganisation(ctx, { key, input, sessionId: sessionIdOf(ctx) });
    const text = translator(ctx.locale, 'organisations')('page.created');
    return redirectWithFlash(paths.organisation(slug), { tone: 'success', text });
  });
}

export default function NewOrganisation() {
  const { key } = useLoaderData<typeof loader>();
  const t = useTranslations('organisations.new');
  return (
    <AccountPage title={t('title')} lead={t('lead')} after={<Otherwise />}>
      <NewOrganisationForm formKey={key} />
    </AccountPage>
  );
}

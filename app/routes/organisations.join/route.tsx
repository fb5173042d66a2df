import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { askToJoin } from '#app/domain/organisations/commands/ask-to-join.server.ts';
import { organisationsWithSiren } from '#app/domain/organisations/join-requests.server.ts';
import { askToJoinSchema, sirenLookedFor } from '#app/domain/organisations/schema.ts';
import { contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { AccountPage } from '#app/ui/accounts/AccountPage.tsx';
import { Joinables, JoinSearch } from '#app/ui/organisations/Joinables.tsx';

export const meta = titled('trust', (t) => t('join.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  const typed = new URL(args.request.url).searchParams.get('siren')?.trim() ?? '';
  const siren = sirenLookedFor(typed);
  const found = siren ? await organisationsWithSiren(ctx, siren) : null;
  return { typed: siren ?? typed, found, key: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  return submit(args, askToJoinSchema, async (ctx, { organisation, message }, key) => {
    requirePerson(ctx, args.request);
    const { name } = await askToJoin(ctx, { key, organisation, message });
    const text = translator(ctx.locale, 'trust.join')('sent', { name });
    return redirectWithFlash(paths.account(), { tone: 'success', text });
  });
}

export default function JoinOrganisation() {
  const { typed, found, key } = useLoaderData<typeof loader>();
  const t = useTranslations('trust.join');
  return (
    <AccountPage title={t('title')} lead={t('lead')}>
      <JoinSearch typed={typed} wrong={typed !== '' && found === null} />
      {found ? <Joinables found={found} formKey={key} /> : null}
    </AccountPage>
  );
}

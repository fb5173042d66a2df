import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import {
  acceptAsNewPerson,
  acceptInvitation,
} from '#app/domain/organisations/commands/accept-invitation.server.ts';
import { invitationBehind } from '#app/domain/organisations/queries.server.ts';
import { acceptAsNewSchema, linkToken } from '#app/domain/organisations/schema.ts';
import { contextOf, sessionIdOf } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { limitLinks } from '#app/http/limits.server.ts';
import { deviceOf, outside } from '#app/http/outside.server.ts';
import { paths } from '#app/http/paths.ts';
import { signedInHeaders } from '#app/http/signed-in.server.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { AccountPage } from '#app/ui/accounts/AccountPage.tsx';
import { DeadLink } from '#app/ui/accounts/DeadLink.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Accept } from './Accept.tsx';

export const meta = titled('organisations', (t) => t('invitation.untitled'));

/** Looking never accepts. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  const read = linkToken.safeParse(args.params.token);
  const behind = read.success ? await invitationBehind(ctx, read.data) : { state: 'dead' as const };
  const signedIn = ctx.actor.person !== null;
  const status = behind.state === 'dead' ? 410 : 200;
  return data(
    { behind, signedIn, here: paths.invitation(args.params.token ?? '') },
    { status, headers: { 'Cache-Control': 'no-store' } },
  );
}

export async function action(args: ActionFunctionArgs) {
  const { actor } = await contextOf(args);
  const link = args.params.token ?? '';
  const said = (name: string, locale: 'fr' | 'en') =>
    ({
      tone: 'success',
      text: translator(locale, 'organisations')('invitation.accepted', { organisation: name }),
    }) as const;
  if (actor.person) {
    return submit(args, z.object({}), async (ctx) => {
      await limitLinks(args);
      const { slug, name } = await acceptInvitation(ctx, { link, sessionId: sessionIdOf(ctx) });
      return redirectWithFlash(paths.organisation(slug), said(name, ctx.locale));
    });
  }
  return submit(args, acceptAsNewSchema, async (ctx, { name: person, password }) => {
    await limitLinks(args);
    const device = deviceOf(args.request);
    const opened = await acceptAsNewPerson(ctx, outside, { link, name: person, password, device });
    const headers = signedInHeaders(args.request, { ...opened, locale: ctx.locale });
    return redirectWithFlash(paths.organisation(opened.slug), said(opened.name, ctx.locale), headers);
  });
}

export default function Invitation() {
  const { behind, signedIn, here } = useLoaderData<typeof loader>();
  const t = useTranslations('organisations.invitation');
  if (behind.state === 'dead') {
    return (
      <DeadLink
        title={t('deadTitle')}
        actions={<LinkButton to={paths.login()}>{t('signInButton')}</LinkButton>}
      >
        {t('dead')} {t('deadSignIn')}
      </DeadLink>
    );
  }
  const { organisation, inviter, role } = behind;
  return (
    <AccountPage title={t('title', { organisation })} lead={t('lead', { inviter, organisation, role })}>
      <Accept invitation={behind} signedIn={signedIn} here={here} />
    </AccountPage>
  );
}

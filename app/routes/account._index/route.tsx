import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { myAcceptedTerms } from '#app/domain/legal/queries.server.ts';
import { actsAboutMe } from '#app/domain/operator/queries.server.ts';
import { changePassword } from '#app/domain/organisations/commands/change-password.server.ts';
import { myAccount, myOrganisations } from '#app/domain/organisations/queries.server.ts';
import { changePasswordSchema } from '#app/domain/organisations/schema.ts';
import { contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { limitOwnPassword } from '#app/http/limits.server.ts';
import { deviceOf, outside } from '#app/http/outside.server.ts';
import { paths } from '#app/http/paths.ts';
import { signedInHeaders } from '#app/http/signed-in.server.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { ChoosePassword } from '#app/ui/accounts/ChoosePassword.tsx';
import { ActsConcerning } from '#app/ui/admin/ActsConcerning.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { AcceptedTerms } from '#app/ui/legal/AcceptedTerms.tsx';
import { ChangePassword } from './Password.tsx';
import { WhomFor } from './WhomFor.tsx';

export const meta = titled('accounts', (t) => t('account.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  const [account, organisations, acts, accepted] = await Promise.all([
    myAccount(ctx),
    myOrganisations(ctx),
    actsAboutMe(ctx),
    myAcceptedTerms(ctx),
  ]);
  return { account, organisations, acts, accepted, key: crypto.randomUUID() };
}

/** The page's one form: the password. */
export async function action(args: ActionFunctionArgs) {
  return submit(args, changePasswordSchema, async (ctx, { currentPassword, password }) => {
    requirePerson(ctx, args.request);
    await limitOwnPassword(args, ctx.actor.person.id);
    const device = deviceOf(args.request);
    const opened = await changePassword(ctx, outside, { current: currentPassword, next: password, device });
    const text = translator(ctx.locale, 'accounts')('account.passwordChanged');
    return redirectWithFlash(
      paths.account(),
      { tone: 'success', text },
      signedInHeaders(args.request, opened),
    );
  });
}

export default function Account() {
  const { account, organisations, acts, accepted, key } = useLoaderData<typeof loader>();
  const t = useTranslations('accounts');
  const factors = useTranslations('factors');
  const identity = [
    { term: t('fields.name'), value: account.name },
    { term: t('fields.email'), value: account.email },
    { term: t('account.phone'), value: account.phone },
  ];
  return (
    <Page width="narrow" title={t('account.title')}>
      <Section
        title={t('account.identity')}
        actions={<LinkButton to={paths.profile()}>{t('account.edit')}</LinkButton>}
      >
        <DescriptionList items={identity} />
      </Section>
      <WhomFor organisations={organisations} />
      <Section
        title={t('account.password')}
        lead={account.hasPassword ? t('account.passwordLead') : undefined}
        id="password"
      >
        {account.hasPassword ? (
          <ChangePassword />
        ) : (
          <ChoosePassword email={account.email} formKey={key}>
            {t('account.noPassword')}
          </ChoosePassword>
        )}
      </Section>
      <Section title={factors('mine.title')} lead={factors('account.lead')}>
        <LinkButton to={paths.secondFactor()}>{factors('account.open')}</LinkButton>
      </Section>
      <Section title={t('account.sessions')} lead={t('account.sessionsLead')}>
        <LinkButton to={paths.sessions()}>{t('account.seeSessions')}</LinkButton>
      </Section>
      <AcceptedTerms accepted={accepted} />
      <ActsConcerning acts={acts} />
    </Page>
  );
}

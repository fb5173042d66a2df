import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { memberPage } from '#app/domain/organisations/member.server.ts';
import { organisationPage } from '#app/domain/organisations/queries.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { Page } from '#app/ui/layout/Page.tsx';
import { HandOverForm } from '#app/ui/teams/HandOverForm.tsx';
import { LedSites } from '#app/ui/teams/LedSites.tsx';
import { StandIns } from '#app/ui/teams/StandIns.tsx';
import { carryOut, intents } from './act.server.ts';

export const meta = titled<'trust', Awaited<ReturnType<typeof loader>>>(
  'trust',
  (_t, data) => data?.member.name ?? '',
);

/** Another organisation's page does not exist as a place to act. */
async function placeOf(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  const { isMine, slug, name } = await organisationPage(ctx, args.params.slug ?? '');
  const person = publicIdOf(args.params, 'person');
  if (!isMine) return refuse('not-found');
  return { ctx, slug, name, person };
}

export async function loader(args: LoaderFunctionArgs) {
  const { ctx, slug, name, person } = await placeOf(args);
  return { member: await memberPage(ctx, person), organisation: { slug, name }, key: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  const { slug, person } = await placeOf(args);
  return submit(args, intents, async (ctx, asked, key) => {
    const { text, gone } = await carryOut(ctx, person, asked, key);
    const next = gone ? paths.organisation(slug) : paths.member(slug, person);
    return redirectWithFlash(next, { tone: 'success', text });
  });
}

export default function Member() {
  const { member, organisation, key } = useLoaderData<typeof loader>();
  const t = useTranslations('trust.team');
  const breadcrumbs = [
    { label: organisation.name, to: paths.organisation(organisation.slug) },
    { label: member.name },
  ];
  return (
    <Page width="narrow" title={member.name} lead={t('lead')} breadcrumbs={breadcrumbs}>
      <LedSites sites={member.sites} />
      {member.mayManage ? <HandOverForm member={member} formKey={key} /> : null}
      <StandIns member={member} formKey={key} />
    </Page>
  );
}

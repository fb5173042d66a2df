import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { attendanceBySlug } from '#app/domain/attendance/queries.server.ts';
import { organisationPage } from '#app/domain/organisations/queries.server.ts';
import { keepsAnAdministrator } from '#app/domain/organisations/rules.ts';
import { rolesOfKind } from '#app/domain/organisations/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import { contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { ActsConcerning } from '#app/ui/admin/ActsConcerning.tsx';
import { AttendanceFacts } from '#app/ui/attendance/AttendanceFacts.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { Colleagues } from '#app/ui/organisations/Colleagues.tsx';
import { Identity, IdentityBadges } from '#app/ui/organisations/Identity.tsx';
import { Invitations } from '#app/ui/organisations/Invitations.tsx';
import { JoinRequests } from '#app/ui/organisations/JoinRequests.tsx';
import { Leave } from '#app/ui/organisations/Leave.tsx';
import { OwnVerificationNotice } from '#app/ui/organisations/OwnVerificationNotice.tsx';
import { carryOut, intents, sentenceOf } from './act.server.ts';
import { ownSide } from './own.server.ts';

export const meta = titled<'organisations', Awaited<ReturnType<typeof loader>>>(
  'organisations',
  (_t, data) => data?.organisation.name ?? '',
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  const organisation = await organisationPage(ctx, args.params.slug ?? '');
  return {
    organisation,
    attendance: await attendanceBySlug(ctx, organisation.slug),
    own: organisation.isMine ? await ownSide(ctx) : null,
    roles: rolesOfKind(organisation.kind),
    key: crypto.randomUUID(),
  };
}

export async function action(args: ActionFunctionArgs) {
  return submit(args, intents, async (ctx, asked, key) => {
    requirePerson(ctx, args.request);
    // another organisation's page does not exist as a place to act
    const { isMine, slug } = await organisationPage(ctx, args.params.slug ?? '');
    if (!isMine) return refuse('not-found');
    const said = await carryOut(ctx, asked, key);
    const text = sentenceOf(ctx.locale, said);
    return redirectWithFlash(paths.organisation(slug), { tone: 'success', text });
  });
}

export default function Organisation() {
  const { organisation, attendance, own, roles, key } = useLoaderData<typeof loader>();
  const t = useTranslations('organisations.page');
  const facts = useTranslations('attendance.facts');
  const { slug, mayManage, mayLeave } = organisation;
  const administrators = own?.colleagues.filter(({ role }) => role === 'administrator').length ?? 0;
  const mine = own?.colleagues.find(({ me }) => me);
  // the last administrator stays: no button offers to leave
  const mayGo = mine && keepsAnAdministrator({ from: mine.role, to: null }, administrators).ok;
  return (
    <Page title={organisation.name} over={<IdentityBadges organisation={organisation} />}>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[2fr_3fr]">
        <div>
          {own?.verification ? (
            <OwnVerificationNotice
              verification={own.verification}
              edit={mayManage ? paths.editOrganisation(slug) : null}
            />
          ) : null}
          <Identity organisation={organisation} />
          {attendance ? (
            <Section title={facts('title')} level={3} className="mt-8">
              <AttendanceFacts facts={attendance} as="both" />
            </Section>
          ) : null}
          {mayManage ? (
            <p className="no-print mt-6">
              <LinkButton to={paths.editOrganisation(slug)}>{t('edit')}</LinkButton>
            </p>
          ) : null}
        </div>
        {own ? (
          <div>
            <Colleagues
              slug={slug}
              colleagues={own.colleagues}
              roles={roles}
              mayManage={mayManage}
              formKey={key}
              actions={mayManage ? <LinkButton to={paths.invite(slug)}>{t('invite')}</LinkButton> : null}
            />
            <JoinRequests requests={own.requests} roles={roles} formKey={key} />
            <Invitations invitations={own.invitations} formKey={key} />
            {mayLeave && mayGo ? <Leave formKey={key} /> : null}
            <ActsConcerning acts={own.acts} className="mt-10" />
          </div>
        ) : null}
      </div>
    </Page>
  );
}

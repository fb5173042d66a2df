import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { refuse } from '#app/domain/refusal.ts';
import { canActOnReservation } from '#app/domain/reservations/policy.ts';
import { giftsAsked, visitPage } from '#app/domain/reservations/visit.server.ts';
import { allowedVerbs } from '#app/domain/reservations/workflow.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { actsOn } from '#app/domain/sites/acts.server.ts';
import { slotOfReservation } from '#app/domain/slots/queries.server.ts';
import { actingAt, contextOf, requirePerson } from '#app/http/context.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { StrayErrors } from '#app/ui/kit/StrayErrors.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { PlaceToCollect } from '#app/ui/reservations/PlaceToCollect.tsx';
import { ActingBanner } from '#app/ui/sites/ActingBanner.tsx';
import { Acts } from '#app/ui/sites/Acts.tsx';
import { SlotSummary } from '#app/ui/slots/SlotSummary.tsx';
import { AnswerVisit } from '#app/ui/visits/AnswerVisit.tsx';
import { CancelVisit } from '#app/ui/visits/CancelVisit.tsx';
import { VisitFacts } from '#app/ui/visits/VisitFacts.tsx';
import { VisitLines } from '#app/ui/visits/VisitLines.tsx';
import { carryOut } from './act.server.ts';

export const meta = titled<'visits', Awaited<ReturnType<typeof loader>>>('visits', (t, data) =>
  t('page.title', { site: data?.visit.site.name ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'visit'));
  requirePerson(ctx, args.request);
  const { visit, parties, coming } = (await visitPage(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  const mayAct = canActOnReservation(ctx.actor, parties, 'answer');
  const may = (verb: 'accept' | 'cancel') =>
    visit.lines.filter(
      ({ state, lapsed, otherHasSaid }) =>
        mayAct && !lapsed && allowedVerbs(state, visit.side, otherHasSaid).includes(verb),
    );
  const answer = may('accept');
  return {
    visit,
    answer,
    cancel: may('cancel'),
    gifts: answer.length > 0 ? await giftsAsked(ctx, visit.publicId, parties.takerOrganisationId) : {},
    acts: await actsOn(ctx, { visit: visit.publicId }),
    acting: actingFor(ctx.actor),
    slot: coming && { of: coming.publicId, mayChoose: mayAct, ...(await slotOfReservation(ctx, coming.id)) },
    keys: { answer: crypto.randomUUID(), cancel: crypto.randomUUID() },
  };
}

export const action = (args: ActionFunctionArgs) => carryOut(args, publicIdOf(args.params));

/** One sentence: what happens next, who has to act. */
function Next({ visit, answer }: Pick<ReturnType<typeof useLoaderData<typeof loader>>, 'visit' | 'answer'>) {
  const t = useTranslations('visits.page');
  const next = useTranslations('reservations.next');
  const states = visit.lines.filter(({ lapsed }) => !lapsed).map(({ state }) => state);
  const taker = visit.side === 'taker';
  const coming = states.includes('accepted') || states.includes('scheduled');
  const lines = [
    ...(answer.length > 0 ? [t('waitHolder', { lots: answer.length })] : []),
    ...(taker && states.includes('requested') ? [t('waitTaker', { name: visit.other.name })] : []),
    ...(coming ? [t(taker ? 'comeTaker' : 'comeHolder')] : []),
  ];
  return (
    <Alert tone={answer.length > 0 ? 'warning' : 'info'} title={next('title')} className="mb-6">
      {lines.length > 0 ? lines.join(' ') : t('over')}
    </Alert>
  );
}

export default function VisitRoute() {
  const { visit, answer, cancel, gifts, acts, acting, slot, keys } = useLoaderData<typeof loader>();
  const t = useTranslations('visits.page');
  const mine = useTranslations('reservations.mine');
  const shown = [...(answer.length > 0 ? ['answer'] : []), ...(cancel.length > 0 ? ['cancel'] : [])];
  const awaited = visit.lines.some(({ state, lapsed }) => state === 'requested' && !lapsed);
  return (
    <Page
      title={
        visit.side === 'taker'
          ? t('headingTaker', { site: visit.site.name })
          : t('headingHolder', { name: visit.other.name })
      }
      lead={t('lead', { lots: visit.lines.length, commune: visit.commune })}
      breadcrumbs={[{ label: mine('title'), to: paths.reservations() }, { label: visit.site.name }]}
    >
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[3fr_2fr]">
        <div className="min-w-0">
          <ActingBanner acting={acting} />
          <StrayErrors shown={shown} />
          <Next visit={visit} answer={answer} />
          <Section title={t('lines')}>
            <VisitLines lines={visit.lines} />
          </Section>
          {answer.length > 0 ? (
            <AnswerVisit lines={answer} name={visit.other.name} formKey={keys.answer} gifts={gifts} />
          ) : null}
          {slot ? (
            <SlotSummary
              reservation={{ ...visit, publicId: slot.of }}
              slot={slot}
              mayChoose={slot.mayChoose}
            />
          ) : null}
          <p className="mt-6 no-print">
            <LinkButton to={paths.visitSlip(visit.publicId)}>{t('slip')}</LinkButton>
          </p>
          {cancel.length > 0 ? <CancelVisit lines={cancel} formKey={keys.cancel} /> : null}
          <PlaceToCollect
            reservation={{
              place: visit.place,
              placeNeeds: visit.placeNeeds,
              state: awaited ? 'requested' : 'cancelled',
            }}
          />
        </div>
        <Section title={t('facts')}>
          <VisitFacts visit={visit} />
          <Acts acts={acts} />
        </Section>
      </div>
    </Page>
  );
}

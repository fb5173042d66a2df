import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { attendanceOf } from '#app/domain/attendance/queries.server.ts';
import { documentsOf } from '#app/domain/documents/queries.server.ts';
import { correctionOfReservation } from '#app/domain/ledger/corrections.server.ts';
import { outcomeOf } from '#app/domain/ledger/outcomes.server.ts';
import { messagesAtAGlance } from '#app/domain/messages/queries.server.ts';
import { priceOfReservation } from '#app/domain/prices/price.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { asksOf } from '#app/domain/reservations/asks.server.ts';
import { giftAsked, giftBasisOf } from '#app/domain/reservations/gift.server.ts';
import { canActOnReservation } from '#app/domain/reservations/policy.ts';
import { reservationPage } from '#app/domain/reservations/queries.server.ts';
import type { ReservationPageView } from '#app/domain/reservations/views.ts';
import { allowedVerbs, type ReservationVerb } from '#app/domain/reservations/workflow.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { actsOn } from '#app/domain/sites/acts.server.ts';
import { canCreateSite } from '#app/domain/sites/policy.ts';
import { slotOfReservation } from '#app/domain/slots/queries.server.ts';
import { actingAt, contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { dayOf } from '#app/i18n/dates.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { Attendance } from '#app/ui/attendance/Attendance.tsx';
import { CorrectionNotice } from '#app/ui/books/CorrectionNotice.tsx';
import { ReservationDocuments } from '#app/ui/documents/ReservationDocuments.tsx';
import { HandoverEvidence } from '#app/ui/handover/HandoverEvidence.tsx';
import { Tickets } from '#app/ui/handover/Tickets.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { StrayErrors } from '#app/ui/kit/StrayErrors.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { TickedConditions } from '#app/ui/lots/TickedConditions.tsx';
import { MessagesNotice } from '#app/ui/messages/MessagesNotice.tsx';
import { OutcomeNotice } from '#app/ui/outcomes/OutcomeNotice.tsx';
import { PriceSection } from '#app/ui/prices/PriceSection.tsx';
import { AnswerForms } from '#app/ui/reservations/AnswerForms.tsx';
import { AskNotice } from '#app/ui/reservations/AskNotice.tsx';
import { GiftKept } from '#app/ui/reservations/GiftKept.tsx';
import { HandoverForm } from '#app/ui/reservations/HandoverForm.tsx';
import { HandoverSides } from '#app/ui/reservations/HandoverSides.tsx';
import { NextStep } from '#app/ui/reservations/NextStep.tsx';
import { PlaceToCollect } from '#app/ui/reservations/PlaceToCollect.tsx';
import { ReservationFacts } from '#app/ui/reservations/ReservationFacts.tsx';
import { StateBadge } from '#app/ui/reservations/StateBadge.tsx';
import { ActingBanner } from '#app/ui/sites/ActingBanner.tsx';
import { Acts } from '#app/ui/sites/Acts.tsx';
import { SlotSummary } from '#app/ui/slots/SlotSummary.tsx';
import { VisitNotice } from '#app/ui/visits/VisitNotice.tsx';
import { carryOut } from './act.server.ts';
import { handoverEvidence } from './evidence.server.ts';
import { intents } from './intents.ts';

export const meta = titled<'reservations', Awaited<ReturnType<typeof loader>>>('reservations', (t, data) =>
  t('page.title', { title: data?.reservation.lot.title ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'reservation'));
  requirePerson(ctx, args.request);
  const found = (await reservationPage(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  const { id, waiting, lotId, siteId, holderOrganisationId, takerOrganisationId, ...reservation } = found;
  // who is offered something answers from its place in the list
  if (waiting && reservation.state === 'offered' && reservation.side === 'taker')
    throw redirect(paths.waiting(waiting));
  const parties = { holderOrganisationId, takerOrganisationId, siteId };
  const may = (verb: ReservationVerb) =>
    canActOnReservation(ctx.actor, parties, verb === 'confirm' ? 'handover' : 'answer');
  const verbs = reservation.lapsed
    ? []
    : allowedVerbs(reservation.state, reservation.side, otherHasSaid(reservation)).filter(may);
  return {
    reservation,
    price: (await priceOfReservation(ctx, reservation.publicId)) ?? refuse('not-found'),
    verbs,
    gift: verbs.includes('accept') ? await giftAsked(ctx, { id, lotId, takerOrganisationId }) : null,
    giftBasis: await giftBasisOf(ctx, id),
    correction: reservation.state === 'handed_over' ? await correctionOfReservation(ctx, id) : null,
    outcome: reservation.state === 'handed_over' ? await outcomeOf(ctx, id) : null,
    asks: await asksOf(ctx, id),
    documents: { ...(await documentsOf(ctx, id)), formKey: crypto.randomUUID() },
    messages: await messagesAtAGlance(ctx, reservation.publicId),
    acts: await actsOn(ctx, { reservation: reservation.publicId }),
    evidence: await handoverEvidence(ctx, found, verbs),
    acting: actingFor(ctx.actor),
    slot: coming(reservation) ? await slotOfReservation(ctx, id) : null,
    mayChooseSlot: canActOnReservation(ctx.actor, parties),
    attendance: await attendanceOf(ctx, found, canActOnReservation(ctx.actor, parties)),
    mayRelist:
      reservation.side === 'taker' && reservation.state === 'handed_over' && canCreateSite(ctx.actor),
    keys: {
      answer: crypto.randomUUID(),
      refuse: crypto.randomUUID(),
      cancel: crypto.randomUUID(),
      extend: crypto.randomUUID(),
      confirm: crypto.randomUUID(),
      stay: crypto.randomUUID(),
      leave: crypto.randomUUID(),
      reached: crypto.randomUUID(),
    },
    today: dayOf(ctx.now, reservation.zone),
  };
}

/** Accepted and nobody has said yet what was taken: an hour may be chosen. */
const coming = ({ state, lapsed, handover }: Pick<ReservationPageView, 'state' | 'lapsed' | 'handover'>) =>
  (state === 'accepted' || state === 'scheduled') && !lapsed && handover === null;

/** Whether the other side has already declared the hand-over. */
function otherHasSaid({ side, handoverDetail }: Pick<ReservationPageView, 'side' | 'handoverDetail'>) {
  return Boolean(handoverDetail?.[side === 'holder' ? 'taker' : 'holder']);
}

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(actingAt(args, 'reservation'), intents, async (ctx, asked, key) => {
    requirePerson(ctx, args.request);
    const done = await carryOut({ ctx, world: args.context }, id, asked, key);
    const after = await reservationPage(ctx, id);
    const text = translator(ctx.locale, 'reservations')(`act.done.${done}`, {
      name: after?.other.name ?? '',
    });
    return redirectWithFlash(paths.reservation(id), { tone: done === 'disputed' ? 'info' : 'success', text });
  });
}

/** Once one has said what was taken and waits for the other, the form is only there to mend it. */
function MineSaid({ waiting, children }: { waiting: boolean; children: ReactNode }) {
  const t = useTranslations('reservations.handover');
  const refused = useActionData<{ status?: string; initialValue?: { intent?: unknown } }>();
  if (!waiting) return children;
  const open = refused?.status === 'error' && refused.initialValue?.intent === 'confirm';
  return (
    <Disclosure summary={t('mend')} open={open} className="mt-6 no-print">
      {children}
    </Disclosure>
  );
}

export default function ReservationRoute() {
  const { reservation, mayRelist, verbs, keys, today, gift, giftBasis, correction, asks, acts, acting } =
    useLoaderData<typeof loader>();
  const { price, slot, mayChooseSlot, attendance, messages } = useLoaderData<typeof loader>();
  const { documents, evidence, outcome } = useLoaderData<typeof loader>();
  const t = useTranslations('reservations.page');
  const mine = useTranslations('reservations.mine');
  const relist = useTranslations('lotBatch.relist');
  const help = useTranslations('workflow');
  const quantity = formatQuantity(useLocale(), reservation.quantityMilli, reservation.unit);
  const title =
    reservation.side === 'taker'
      ? t('headingTaker', { quantity })
      : t('headingHolder', { quantity, name: reservation.other.name });
  return (
    <Page
      title={title}
      lead={reservation.lot.title}
      over={<StateBadge reservation={reservation} />}
      breadcrumbs={[{ label: mine('title'), to: paths.reservations() }, { label: reservation.lot.title }]}
    >
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[3fr_2fr]">
        <div>
          <ActingBanner acting={acting} />
          <StrayErrors shown={asks.some((ask) => !ask.answer) ? [...verbs, 'stay', 'leave'] : verbs} />
          <AskNotice reservation={reservation} asks={asks} keys={keys} />
          <NextStep reservation={reservation} />
          <p className="mt-2 text-sm no-print">
            <TextLink to={`${paths.helpReservations()}#${reservation.state}`}>{help('link')}</TextLink>
          </p>
          <MessagesNotice reservation={reservation.publicId} glance={messages} />
          {reservation.visit ? <VisitNotice visit={reservation.visit} /> : null}
          {slot ? <SlotSummary reservation={reservation} slot={slot} mayChoose={mayChooseSlot} /> : null}
          {verbs.includes('confirm') && reservation.handoverDetail?.state !== 'confirmed' ? (
            <MineSaid waiting={reservation.handover === 'waiting' && !reservation.awaitsMe}>
              <HandoverForm reservation={reservation} formKey={keys.confirm} today={today} />
            </MineSaid>
          ) : null}
          <Attendance reservation={reservation} attendance={attendance} formKey={keys.reached} />
          <AnswerForms
            reservation={reservation}
            verbs={verbs}
            keys={keys}
            today={today}
            gift={gift}
            price={price}
          />
          <HandoverEvidence reservation={reservation} {...evidence} />
          <HandoverSides reservation={reservation} />
          <Tickets reservation={reservation} {...evidence.tickets} />
          {correction ? (
            <CorrectionNotice
              lot={reservation.lot.publicId}
              side={reservation.side}
              name={reservation.other.name}
              correction={correction}
            />
          ) : null}
          <OutcomeNotice outcome={outcome} side={reservation.side} />
          <PlaceToCollect reservation={reservation} />
          {mayRelist ? (
            <p className="mt-6 no-print">
              <LinkButton to={paths.relist(reservation.publicId)}>{relist('title')}</LinkButton>
            </p>
          ) : null}
          <ReservationDocuments reservation={reservation} {...documents} />
          <TickedConditions conditions={reservation.conditions} />
        </div>
        <Section title={t('history')}>
          <ReservationFacts reservation={reservation} />
          <PriceSection price={price} />
          <GiftKept basis={giftBasis} />
          <Acts acts={acts} />
        </Section>
      </div>
    </Page>
  );
}

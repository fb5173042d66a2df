import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { contestMissed, declareMissed } from '#app/domain/attendance/commands/declare-missed.server.ts';
import { reachByPhone } from '#app/domain/attendance/commands/reach-by-phone.server.ts';
import { attendanceOf } from '#app/domain/attendance/queries.server.ts';
import { MISSED_KINDS } from '#app/domain/attendance/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import { canActOnReservation } from '#app/domain/reservations/policy.ts';
import { reservationPage } from '#app/domain/reservations/queries.server.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { actingAt, contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { ContestForm } from '#app/ui/attendance/ContestForm.tsx';
import { DeclareForm } from '#app/ui/attendance/DeclareForm.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { StrayErrors } from '#app/ui/kit/StrayErrors.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { ActingBanner } from '#app/ui/sites/ActingBanner.tsx';

export const meta = titled<'attendance', Awaited<ReturnType<typeof loader>>>('attendance', (t, data) =>
  t('page.title', { title: data?.reservation.lot.title ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'reservation'));
  requirePerson(ctx, args.request);
  const found = (await reservationPage(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  if (!canActOnReservation(ctx.actor, found)) refuse('forbidden');
  const { mayDeclare, missed } = await attendanceOf(ctx, found, true);
  const { publicId, lot, other, zone } = found;
  return {
    reservation: { publicId, lot: { title: lot.title }, other: other.name, zone },
    mayDeclare,
    toContest: missed.filter(({ mayContest }) => mayContest),
    acting: actingFor(ctx.actor),
    key: crypto.randomUUID(),
  };
}

const intents = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('declare'), kind: z.enum(MISSED_KINDS) }),
  z.object({ intent: z.literal('contest'), missed: z.uuid() }),
  z.object({ intent: z.literal('reached') }),
]);

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(actingAt(args, 'reservation'), intents, async (ctx, asked, key) => {
    requirePerson(ctx, args.request);
    if (asked.intent === 'declare') await declareMissed(ctx, id, { key, kind: asked.kind });
    else if (asked.intent === 'contest') await contestMissed(ctx, id, { key, missed: asked.missed });
    else await reachByPhone(ctx, id, { key });
    const done = asked.intent === 'declare' ? asked.kind : asked.intent;
    const text = translator(ctx.locale, 'attendance')(`page.done.${done}`);
    return redirectWithFlash(paths.reservation(id), { tone: 'success', text });
  });
}

export default function AttendanceRoute() {
  const { reservation, mayDeclare, toContest, acting, key } = useLoaderData<typeof loader>();
  const t = useTranslations('attendance.page');
  const mine = useTranslations('reservations.mine');
  const shown = [...(mayDeclare ? ['declare'] : []), ...(toContest.length > 0 ? ['contest'] : [])];
  return (
    <Page
      width="narrow"
      title={t('heading')}
      lead={reservation.lot.title}
      breadcrumbs={[
        { label: mine('title'), to: paths.reservations() },
        { label: reservation.lot.title, to: paths.reservation(reservation.publicId) },
        { label: t('heading') },
      ]}
    >
      <ActingBanner acting={acting} />
      <StrayErrors shown={shown} />
      {mayDeclare ? <DeclareForm reservation={reservation} appointment={mayDeclare} formKey={key} /> : null}
      {toContest.map((missed) => (
        <ContestForm key={missed.publicId} reservation={reservation} missed={missed} formKey={key} />
      ))}
      {shown.length === 0 ? <p className="max-w-prose">{t('nothing')}</p> : null}
      <p className="mt-8">
        <LinkButton to={paths.reservation(reservation.publicId)}>{t('back')}</LinkButton>
      </p>
    </Page>
  );
}

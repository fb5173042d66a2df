import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { confirmHandover } from '#app/domain/ledger/commands/confirm-handover.server.ts';
import { handoverInput } from '#app/domain/ledger/handover-schema.ts';
import { refusedInput } from '#app/domain/ledger/refused-schema.ts';
import { ticketInput } from '#app/domain/ledger/ticket.ts';
import { crewReservation } from '#app/domain/reservations/crew-reservations.server.ts';
import { crewFor, submitAsCrew } from '#app/http/crew.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { sayWithTicket } from '#app/http/tickets.server.ts';
import { dayOf } from '#app/i18n/dates.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { whoComes } from '#app/ui/crew/LeavingList.tsx';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { HandoverForm } from '#app/ui/reservations/HandoverForm.tsx';

export const meta = titled<'crew', Awaited<ReturnType<typeof loader>>>('crew', (t, data) =>
  t('handover.title', { lot: data?.reservation.lot ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const id = publicIdOf(args.params);
  const { ctx, site } = await crewFor(args, id);
  const {
    holder,
    taker,
    handover,
    expiresAt: _at,
    lotPublicId: _lot,
    ...reservation
  } = await crewReservation(ctx, id);
  return {
    reservation: {
      ...reservation,
      side: 'holder' as const,
      handoverDetail: handover && { state: handover, holder, taker, confirmedAt: null },
    },
    open: handover !== 'confirmed',
    site: site.name,
    today: dayOf(ctx.now, site.zone),
    formKey: crypto.randomUUID(),
  };
}

const confirming = z
  .object({ intent: z.literal('confirm') })
  .and(handoverInput)
  .and(refusedInput)
  .and(ticketInput);
const said = {
  'waiting-other-side': 'waiting',
  confirmed: 'confirmed',
  disputed: 'disputed',
  'not-collected': 'notCollected',
} as const;

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submitAsCrew(args, confirming, id, async ({ ctx }, asked, key) => {
    const { ticket, method } = asked;
    const call = { key, reservation: id, ticket, weighed: method === 'weighed' };
    const { state } = await sayWithTicket(ctx, args.context, call, () =>
      confirmHandover(ctx, id, { key, input: asked }),
    );
    const text = translator(ctx.locale, 'crew.handover')(`done.${said[state]}`);
    return redirectWithFlash(paths.crew(), { tone: state === 'disputed' ? 'info' : 'success', text });
  });
}

export default function CrewHandover() {
  const { reservation, open, site, today, formKey } = useLoaderData<typeof loader>();
  const t = useTranslations('crew.handover');
  const someone = useTranslations('crew.home')('someone');
  return (
    <Page
      width="narrow"
      title={t('title', { lot: reservation.lot })}
      lead={t('who', { name: whoComes(reservation, someone) })}
      breadcrumbs={[{ label: site, to: paths.crew() }, { label: reservation.lot }]}
    >
      {open ? (
        <HandoverForm reservation={reservation} formKey={formKey} today={today} />
      ) : (
        <Alert tone="success">{t('done.confirmed')}</Alert>
      )}
    </Page>
  );
}

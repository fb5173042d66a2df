import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { sayOutcome } from '#app/domain/ledger/commands/say-outcome.server.ts';
import { outcomeInput } from '#app/domain/ledger/outcome-schema.ts';
import { outcomeOf } from '#app/domain/ledger/outcomes.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { reservationToAct } from '#app/domain/reservations/commands/answer-reservation.server.ts';
import { contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { Page } from '#app/ui/layout/Page.tsx';
import { OutcomeAnswer } from '#app/ui/outcomes/OutcomeAnswer.tsx';

export const meta = titled('outcomes', (t) => t('title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requireOrganisation(ctx, args.request);
  const { id, side } = await reservationToAct(ctx, publicIdOf(args.params));
  if (side !== 'taker') refuse('forbidden');
  const outcome = (await outcomeOf(ctx, id)) ?? refuse('not-found');
  return { outcome, keys: [crypto.randomUUID(), crypto.randomUUID()] as const };
}

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(args, outcomeInput, async (ctx, input, key) => {
    requireOrganisation(ctx, args.request);
    await sayOutcome(ctx, id, { key, input });
    const text = translator(ctx.locale, 'outcomes')('done');
    return redirectWithFlash(paths.reservation(id), { tone: 'success', text });
  });
}

export default function OutcomeRoute() {
  const { outcome, keys } = useLoaderData<typeof loader>();
  const t = useTranslations('outcomes');
  const mine = useTranslations('reservations.mine');
  return (
    <Page
      width="narrow"
      title={t('title')}
      lead={outcome.lot}
      breadcrumbs={[
        { label: mine('title'), to: paths.reservations() },
        { label: outcome.lot, to: paths.reservation(outcome.reservation) },
        { label: t('heading') },
      ]}
    >
      <OutcomeAnswer outcome={outcome} keys={keys} />
    </Page>
  );
}

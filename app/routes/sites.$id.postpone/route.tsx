import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { cancelDay } from '#app/domain/moves/commands/cancel-day.server.ts';
import { postponeSite } from '#app/domain/moves/commands/postpone-site.server.ts';
import { canMoveSite } from '#app/domain/moves/policy.ts';
import { daysAhead, whatMoves } from '#app/domain/moves/queries.server.ts';
import { cancelDayInput, moveInput, signedDays } from '#app/domain/moves/schema.ts';
import { refuse } from '#app/domain/refusal.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { siteWholeView } from '#app/domain/sites/queries.server.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { StrayErrors } from '#app/ui/kit/StrayErrors.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { AskMove } from '#app/ui/moves/AskMove.tsx';
import { CallOffDay } from '#app/ui/moves/CallOffDay.tsx';
import { Done } from '#app/ui/moves/Done.tsx';
import { MovePreview } from '#app/ui/moves/MovePreview.tsx';
import { SiteClosedNotice } from '#app/ui/moves/SiteClosedNotice.tsx';
import { ActingBanner } from '#app/ui/sites/ActingBanner.tsx';
import { asked, doneHere } from './asked.server.ts';

export const meta = titled<'moves', Awaited<ReturnType<typeof loader>>>('moves', (t, data) =>
  t('postpone.pageTitle', { name: data?.site.name ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'site'));
  requireOrganisation(ctx, args.request);
  const site = (await siteWholeView(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  const siteId = site.id;
  if (!canMoveSite(ctx.actor, { organisationId: site.organisationId, siteId })) refuse('forbidden');
  const { move, shown, day, page, done } = asked(args.request, ctx.locale);
  const open = site.status === 'open';
  return {
    site: { publicId: site.publicId, name: site.name, zone: site.zone, status: site.status },
    asked: shown,
    move,
    what: move && open ? await whatMoves(ctx, { siteId, days: signedDays(move), page }) : null,
    day,
    days: open ? await daysAhead(ctx, siteId) : [],
    done: await doneHere(ctx, siteId, done),
    acting: actingFor(ctx.actor),
    keys: { move: crypto.randomUUID(), day: crypto.randomUUID() },
  };
}

const intents = z.union([moveInput, cancelDayInput]);

/** A refused act shows what stands there now. */
export const shouldRevalidate = () => true;

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(actingAt(args, 'site'), intents, async (ctx, input, key) => {
    requireOrganisation(ctx, args.request);
    if (input.intent === 'move')
      await postponeSite(ctx, id, { key, days: signedDays(input), seen: input.seen });
    else await cancelDay(ctx, id, { key, day: input.day, cause: input.cause });
    return redirect(paths.postponeSite(id, { done: key }));
  });
}

export default function PostponeSite() {
  const { site, asked, move, what, day, days, done, acting, keys } = useLoaderData<typeof loader>();
  const t = useTranslations('moves.postpone');
  const sites = useTranslations('sites.mine');
  const shown = [
    ...(what && !what.slots.past ? ['move'] : []),
    ...(days.some((one) => one.day === day) ? ['cancel-day'] : []),
  ];
  return (
    <Page
      width="narrow"
      title={t('heading')}
      lead={t('lead', { name: site.name })}
      breadcrumbs={[
        { label: sites('title'), to: paths.sites() },
        { label: site.name, to: paths.site(site.publicId) },
        { label: t('heading') },
      ]}
    >
      <ActingBanner acting={acting} />
      <StrayErrors shown={shown} />
      <Done done={done} site={site.publicId} />
      {site.status === 'closed' ? (
        <SiteClosedNotice site={site.publicId} />
      ) : (
        <>
          {done ? null : <AskMove key={asked.days + asked.way} site={site.publicId} asked={asked} />}
          {what && move ? (
            <MovePreview key={keys.move} site={site} move={move} what={what} formKey={keys.move} />
          ) : null}
          {done ? null : (
            <CallOffDay key={day} site={site.publicId} days={days} day={day} formKey={keys.day} />
          )}
        </>
      )}
    </Page>
  );
}

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { closeSite, type SiteClosed } from '#app/domain/moves/commands/close-site.server.ts';
import { reopenSite } from '#app/domain/moves/commands/reopen-site.server.ts';
import { canCloseSite } from '#app/domain/moves/policy.ts';
import { doneOn, whatCloses } from '#app/domain/moves/queries.server.ts';
import { closeInput } from '#app/domain/moves/schema.ts';
import { refuse } from '#app/domain/refusal.ts';
import { siteWholeView } from '#app/domain/sites/queries.server.ts';
import { contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { optionalPublicId, publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { StrayErrors } from '#app/ui/kit/StrayErrors.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { BegunHandovers } from '#app/ui/moves/BegunHandovers.tsx';
import { CloseForm } from '#app/ui/moves/CloseForm.tsx';
import { CloseReview } from '#app/ui/moves/CloseReview.tsx';
import { Reopen } from '#app/ui/moves/Reopen.tsx';
import { SiteClosedNotice } from '#app/ui/moves/SiteClosedNotice.tsx';
import { fieldsOf, typedIn } from './typed.ts';

export const meta = titled<'moves', Awaited<ReturnType<typeof loader>>>('moves', (t, data) =>
  t('close.pageTitle', { name: data?.site.name ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requireOrganisation(ctx, args.request);
  const site = (await siteWholeView(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  const siteId = site.id;
  if (!canCloseSite(ctx.actor, { organisationId: site.organisationId, siteId })) refuse('forbidden');
  const query = new URL(args.request.url).searchParams;
  const page = Number(query.get('page')) || 1;
  return {
    site: { publicId: site.publicId, name: site.name, zone: site.zone },
    what: site.status === 'open' ? await whatCloses(ctx, { siteId, page }) : null,
    done: await doneOn<SiteClosed>(ctx, siteId, 'site.close', optionalPublicId(query.get('done'))),
    keys: { see: crypto.randomUUID(), close: crypto.randomUUID(), reopen: crypto.randomUUID() },
  };
}

/** A refused act shows what stands there now. */
export const shouldRevalidate = () => true;

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(args, closeInput, async (ctx, input, key) => {
    requireOrganisation(ctx, args.request);
    if (input.intent === 'reopen') {
      await reopenSite(ctx, id, { key });
      const text = translator(ctx.locale, 'moves')('close.reopened');
      return redirectWithFlash(paths.site(id), { tone: 'success', text });
    }
    const { fate, others, drafts } = input;
    if (input.intent === 'see') {
      const site = (await siteWholeView(ctx, id)) ?? refuse('not-found');
      if (!canCloseSite(ctx.actor, { organisationId: site.organisationId, siteId: site.id }))
        refuse('forbidden');
      return data({ review: fieldsOf({ fate, others, drafts }) });
    }
    await closeSite(ctx, id, { key, fate, others, drafts, seen: input.seen });
    return redirect(paths.closeSite(id, { done: key }));
  });
}

export default function CloseSite() {
  const { site, what, done, keys } = useLoaderData<typeof loader>();
  const answer = useActionData<{ review?: Record<string, string>; initialValue?: Record<string, unknown> }>();
  const t = useTranslations('moves.close');
  const sites = useTranslations('sites.mine');
  // a refused close shows what was typed beside what stands there now
  const refused = answer?.initialValue?.intent === 'close' ? typedIn(answer.initialValue) : null;
  const review = what?.begun.length === 0 ? (answer?.review ?? refused) : null;
  return (
    <Page
      width="narrow"
      title={t('heading')}
      lead={what ? t('lead', { name: site.name }) : site.name}
      breadcrumbs={[
        { label: sites('title'), to: paths.sites() },
        { label: site.name, to: paths.site(site.publicId) },
        { label: t('heading') },
      ]}
    >
      {done ? (
        <Alert tone="success" live className="mb-8">
          {t('done', { lots: done.lots, reservations: done.reservations, takers: done.takers })}
        </Alert>
      ) : null}
      <StrayErrors shown={what ? ['see', ...(review ? ['close'] : [])] : ['reopen']} />
      {what ? (
        <>
          <BegunHandovers begun={what.begun} />
          {review ? (
            <CloseReview site={site.publicId} what={what} typed={review} formKey={keys.close} />
          ) : null}
          <CloseForm site={site} what={what} typed={review ?? {}} formKey={keys.see} />
        </>
      ) : (
        <>
          <SiteClosedNotice site={site.publicId} />
          <Reopen site={site.publicId} formKey={keys.reopen} />
        </>
      )}
    </Page>
  );
}

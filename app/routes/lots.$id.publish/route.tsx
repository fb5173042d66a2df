import { randomUUID } from 'node:crypto';
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { publishLot } from '#app/domain/lots/commands/publish-lot.server.ts';
import { lotPage } from '#app/domain/lots/lot-page.server.ts';
import { canManageLot } from '#app/domain/lots/policy.ts';
import { previewPublication } from '#app/domain/lots/preview.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { previewInWords } from '#app/http/left-out.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { StrayErrors } from '#app/ui/kit/StrayErrors.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { LeftOutList, PreviewTable, WhoSees } from '#app/ui/lots/PreviewTable.tsx';
import { ActingBanner } from '#app/ui/sites/ActingBanner.tsx';

export const meta = titled('lotBatch', (t) => t('preview.publishTitle', { count: 1 }));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'lot'));
  requireOrganisation(ctx, args.request);
  const lot = (await lotPage(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  if (lot.organisationId !== ctx.actor.organisation.id) refuse('not-found');
  if (!canManageLot(ctx.actor, lot)) refuse('forbidden');
  if (lot.status !== 'draft') throw redirect(paths.lot(lot.publicId));
  return {
    lot: { publicId: lot.publicId, title: lot.title, exact: lot.site.kind === 'depot' },
    preview: previewInWords(ctx.locale, await previewPublication(ctx, [lot.publicId])),
    acting: actingFor(ctx.actor),
    key: randomUUID(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(
    actingAt(args, 'lot'),
    z.object({ intent: z.literal('publish') }),
    async (ctx, _asked, key) => {
      requireOrganisation(ctx, args.request);
      const { waits } = await publishLot(ctx, id, { key });
      const done = translator(ctx.locale, 'lotBatch.done')('publish', { count: 1 });
      const text = waits ? translator(ctx.locale, 'trust.review')('published', { count: 1 }) : done;
      return redirectWithFlash(paths.lot(id), { tone: 'success', text });
    },
  );
}

export default function PublishLot() {
  const { lot, preview, acting, key } = useLoaderData<typeof loader>();
  const t = useTranslations('lotBatch.preview');
  const possible = preview.lots.length > 0;
  const title = possible ? t('publishTitle', { count: 1 }) : t('nothing');
  return (
    <Page title={title} breadcrumbs={[{ label: lot.title, to: paths.lot(lot.publicId) }, { label: title }]}>
      <StrayErrors shown={[]} />
      <ActingBanner acting={acting} />
      {possible ? <PreviewTable preview={preview} caption={title} /> : null}
      {possible ? <WhoSees exact={lot.exact} /> : <LeftOutList preview={preview} />}
      <Form method="post" className="mt-8 flex flex-wrap gap-3">
        <KeyField value={key} />
        <input type="hidden" name="intent" value="publish" />
        {possible ? <SubmitButton size="large">{t('publish', { count: 1 })}</SubmitButton> : null}
        <LinkButton size="large" to={possible ? paths.lot(lot.publicId) : paths.editLot(lot.publicId)}>
          {t('back')}
        </LinkButton>
      </Form>
    </Page>
  );
}

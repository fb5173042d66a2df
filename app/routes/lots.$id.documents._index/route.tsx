import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { addDocument } from '#app/domain/lots/commands/add-document.server.ts';
import { removeDocument } from '#app/domain/lots/commands/remove-document.server.ts';
import { documentKey, fileNameOf } from '#app/domain/lots/documents.ts';
import { lotPage } from '#app/domain/lots/lot-page.server.ts';
import { canManageLot } from '#app/domain/lots/policy.ts';
import { DOCUMENT_READERS } from '#app/domain/lots/vocabulary.ts';
import { DOCUMENT_KINDS } from '#app/domain/materials/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import { choice, v } from '#app/domain/validation.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { StrayErrors } from '#app/ui/kit/StrayErrors.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { DocumentForm } from '#app/ui/lots/DocumentForm.tsx';
import { DocumentList } from '#app/ui/lots/LotDocuments.tsx';
import { checkedFile } from './upload.server.ts';

export const meta = titled<'lotDetails', Awaited<ReturnType<typeof loader>>>('lotDetails', (t, data) =>
  t('documents.pageTitle', { title: data?.lot.title ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'lot'));
  requireOrganisation(ctx, args.request);
  const lot = (await lotPage(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  if (lot.organisationId !== ctx.actor.organisation.id) refuse('not-found');
  if (!canManageLot(ctx.actor, lot)) refuse('forbidden');
  const { publicId, title, status, documents } = lot;
  return { lot: { publicId, title, closed: status === 'withdrawn', documents }, key: randomUUID() };
}

const intents = z.union([
  z.object({
    intent: z.literal('add'),
    kind: choice(DOCUMENT_KINDS),
    shownTo: choice(DOCUMENT_READERS),
    file: z.instanceof(File, { message: v('required') }).refine((file) => file.size > 0, v('required')),
  }),
  z.object({ intent: z.literal('remove'), document: z.uuid() }),
]);

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(actingAt(args, 'lot'), intents, async (ctx, asked, key) => {
    requireOrganisation(ctx, args.request);
    const t = translator(ctx.locale, 'lotDetails.documents');
    const done = (text: string) => redirectWithFlash(paths.lotDocuments(id), { tone: 'success', text });
    if (asked.intent === 'remove') {
      await removeDocument(ctx, { key, lot: id, document: asked.document });
      return done(t('removed'));
    }
    // asked before any file is read
    const lot = (await lotPage(ctx, id)) ?? refuse('not-found');
    if (lot.organisationId !== ctx.actor.organisation.id) refuse('not-found');
    if (!canManageLot(ctx.actor, lot)) refuse('forbidden');
    const { facts, content } = await checkedFile(args.context.photos, asked.file);
    const { kind, shownTo } = asked;
    const document = { ...facts, kind, shownTo, name: fileNameOf(asked.file.name, facts.mediaType) };
    await addDocument(ctx, { key, lot: id, document }, () =>
      args.context.storage.put(documentKey(facts), content, facts.mediaType),
    );
    return done(t('added'));
  });
}

export default function LotDocumentsRoute() {
  const { lot, key } = useLoaderData<typeof loader>();
  const t = useTranslations('lotDetails.documents');
  return (
    <Page
      width="narrow"
      title={t('heading')}
      lead={lot.title}
      breadcrumbs={[{ label: lot.title, to: paths.lot(lot.publicId) }, { label: t('heading') }]}
    >
      <StrayErrors shown={lot.closed ? [] : ['add']} />
      <DocumentList lot={lot} removable={!lot.closed} formKey={key} />
      {lot.closed ? null : <DocumentForm formKey={key} />}
    </Page>
  );
}

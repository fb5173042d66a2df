import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FileText } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { askStatement } from '#app/domain/documents/commands/ask-documents.server.ts';
import { documentsOfOrganisation, statementYears } from '#app/domain/documents/queries.server.ts';
import { DOCUMENT_KINDS } from '#app/domain/documents/vocabulary.ts';
import { contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { optionalPublicId } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { AskStatement } from '#app/ui/documents/AskStatement.tsx';
import { DocumentLines } from '#app/ui/documents/DocumentLines.tsx';
import { KindLinks } from '#app/ui/documents/KindLinks.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { Pagination } from '#app/ui/kit/Pagination.tsx';
import { Page } from '#app/ui/layout/Page.tsx';

export const meta = titled('documents', (t) => t('title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requireOrganisation(ctx, args.request);
  const search = new URL(args.request.url).searchParams;
  const kind = DOCUMENT_KINDS.find((known) => known === search.get('kind')) ?? null;
  const found = await documentsOfOrganisation(ctx, { kind, before: optionalPublicId(search.get('before')) });
  return { ...found, kind, years: await statementYears(ctx), key: randomUUID() };
}

const asked = z.object({ year: z.coerce.number().int().min(2000).max(2200) });

export async function action(args: ActionFunctionArgs) {
  return submit(args, asked, async (ctx, { year }, key) => {
    requireOrganisation(ctx, args.request);
    await askStatement(ctx, { key, year });
    const text = translator(ctx.locale, 'documents.statement')('asked', { year: String(year) });
    return redirectWithFlash(paths.documents(), { tone: 'success', text });
  });
}

export default function Documents() {
  const { documents, next, kind, years, key } = useLoaderData<typeof loader>();
  const t = useTranslations('documents');
  return (
    <Page title={t('title')} lead={t('lead')}>
      <KindLinks kind={kind} />
      {documents.length === 0 ? (
        <EmptyState title={t('empty')} icon={<FileText aria-hidden="true" />}>
          {t('emptyHelp')}
        </EmptyState>
      ) : (
        <DocumentLines documents={documents} about />
      )}
      <Pagination next={next ? paths.documents({ kind, before: next }) : null} label={t('older')} />
      {years.length > 0 ? <AskStatement years={years} formKey={key} /> : null}
    </Page>
  );
}

import { Form } from '@remix-run/react';
import { FileText } from 'lucide-react';
import { useLocale, useTranslations } from 'use-intl';
import type { DocumentView } from '#app/domain/lots/views.ts';
import type { DocumentKind } from '#app/domain/materials/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { formatBytes } from '#app/i18n/format.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

interface WithDocuments {
  publicId: string;
  documents: readonly DocumentView[];
}

/** The documents of a lot: what each is, to open by whoever may. */
export function DocumentList({
  lot,
  removable = false,
  formKey,
}: {
  lot: WithDocuments;
  removable?: boolean;
  formKey?: string;
}) {
  const t = useTranslations('lotDetails.documents');
  const kinds = useTranslations('offering.documents');
  const locale = useLocale();
  if (lot.documents.length === 0) return <p className="text-muted">{t('none')}</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {lot.documents.map((one) => (
        <li key={one.publicId} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
          <FileText className="size-5 shrink-0" aria-hidden="true" />
          <div className="min-w-40 flex-1 break-words">
            <span className="font-semibold">{kinds(one.kind as DocumentKind)}</span>{' '}
            {one.readable ? (
              <a className="link" href={paths.lotDocument(lot.publicId, one.publicId)} download>
                {one.name}
              </a>
            ) : (
              <span className="text-muted">({t('closed')})</span>
            )}
            <span className="text-sm text-muted">
              {' '}
              {formatBytes(locale, one.bytes)}
              {removable ? ` · ${t(one.shownTo)}` : ''}
            </span>
          </div>
          {removable && formKey ? (
            <Form method="post">
              <KeyField value={formKey} />
              <input type="hidden" name="intent" value="remove" />
              <SubmitButton size="small" variant="danger" name="document" value={one.publicId}>
                <span aria-hidden="true">{t('remove')}</span>
                <span className="sr-only">{t('removeNamed', { name: one.name })}</span>
              </SubmitButton>
            </Form>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** On the lot's page: nothing when there is none and nobody here could add one. */
export function LotDocuments({ lot, mayManage }: { lot: WithDocuments; mayManage: boolean }) {
  const t = useTranslations('lotDetails.documents');
  if (lot.documents.length === 0 && !mayManage) return null;
  return (
    <Section
      title={t('title')}
      actions={
        mayManage ? (
          <LinkButton size="small" to={paths.lotDocuments(lot.publicId)}>
            {t('manage')}
          </LinkButton>
        ) : null
      }
    >
      <DocumentList lot={lot} />
    </Section>
  );
}

import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { documentsOf } from '#app/domain/documents/queries.server.ts';
import { paths } from '#app/http/paths.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { DocumentLines } from './DocumentLines.tsx';

interface Props extends Awaited<ReturnType<typeof documentsOf>> {
  reservation: { publicId: string; side: 'holder' | 'taker'; site: { publicId: string } };
  formKey: string;
}

/** What paper there is of a reservation, what is missing, and why. */
export function ReservationDocuments({ reservation, documents, missing, waits, formKey }: Props) {
  const t = useTranslations('documents.section');
  const kind = useTranslations('documents.kind');
  if (documents.length === 0 && missing.length === 0 && !waits) return null;
  return (
    <Section title={t('title')} id="documents">
      <DocumentLines documents={documents} />
      {missing.length > 0 ? (
        <Form
          method="post"
          action={paths.reservationDocuments(reservation.publicId)}
          className="mt-3 no-print"
        >
          <KeyField value={formKey} />
          <p className="mb-2">
            {t('missing', { kinds: missing.map((one) => kind(one).toLocaleLowerCase()).join(', ') })}
          </p>
          <SubmitButton variant="secondary">{t('make')}</SubmitButton>
        </Form>
      ) : null}
      {waits ? (
        <p className="mt-3">
          {t(reservation.side === 'holder' ? 'waitsHolder' : 'waitsTaker')}{' '}
          {reservation.side === 'holder' ? (
            <TextLink to={paths.editSite(reservation.site.publicId)}>{t('sayIt')}</TextLink>
          ) : null}
        </p>
      ) : null}
    </Section>
  );
}

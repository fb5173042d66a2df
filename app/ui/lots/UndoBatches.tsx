import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { UndoableBatch } from '#app/domain/lots/preview.server.ts';
import { formatTime } from '#app/i18n/dates.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

/** What has just been published or changed, and the button that takes it back while nothing has left. */
export function UndoBatches({ batches, formKey }: { batches: readonly UndoableBatch[]; formKey: string }) {
  const t = useTranslations('lotBatch.undo');
  const locale = useLocale();
  if (batches.length === 0) return null;
  return (
    <div className="mb-6 space-y-3 no-print">
      {batches.map((batch) => (
        <Alert key={batch.publicId}>
          <p>
            {t(batch.kind, { count: batch.count })}{' '}
            {t('until', { time: formatTime(locale, new Date(batch.until), batch.zone) })}
          </p>
          <Form method="post" className="mt-3">
            <KeyField value={formKey} />
            <input type="hidden" name="intent" value="undo" />
            <SubmitButton variant="secondary" name="batch" value={batch.publicId}>
              {t(`button.${batch.kind}`)}
            </SubmitButton>
          </Form>
        </Alert>
      ))}
    </div>
  );
}

import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { LotReview } from '#app/domain/lots/lot-page.server.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

/** For the holder of a lot that the operator has not shown to anybody yet. */
export function ReviewNotice({
  review,
  formKey,
}: {
  review: LotReview | null;
  /** null: not theirs to ask */
  formKey: string | null;
}) {
  const t = useTranslations('trust.review');
  if (!review) return null;
  if (review.state === 'waiting')
    return (
      <Alert tone="info" title={t('waiting')} className="mb-6">
        <p>{t('waitingText')}</p>
      </Alert>
    );
  return (
    <Alert tone="warning" title={t('refused')} className="mb-6">
      <p>{t('reason', { reason: review.reason ?? '' })}</p>
      <p>{t('refusedText')}</p>
      {formKey ? (
        <Form method="post" className="mt-3 no-print">
          <KeyField value={formKey} />
          <input type="hidden" name="intent" value="review-again" />
          <SubmitButton variant="secondary" size="small">
            {t('again')}
          </SubmitButton>
        </Form>
      ) : null}
    </Alert>
  );
}

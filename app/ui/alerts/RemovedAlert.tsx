import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

/** An alert just put away, and the button that takes that back. */
export function RemovedAlert({ alert }: { alert: { publicId: string; name: string; key: string } }) {
  const t = useTranslations('alerts.list');
  return (
    <Alert
      live
      className="mb-6"
      title={t('removedTitle', { name: alert.name })}
      actions={
        <Form method="post">
          <KeyField value={alert.key} />
          <input type="hidden" name="alert" value={alert.publicId} />
          <SubmitButton name="intent" value="restore" variant="secondary">
            {t('restore')}
          </SubmitButton>
        </Form>
      }
    >
      {t('removedHint')}
    </Alert>
  );
}

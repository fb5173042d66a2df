import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { useAccountForm } from '#app/ui/accounts/account-form.ts';
import { Card } from '#app/ui/kit/Card.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

interface Props {
  /** the version that stands over the form */
  version: number;
  next: string;
  formKey: string;
}

/** Under the terms, for whoever has not accepted them. */
export function AcceptForm({ version, next, formKey }: Props) {
  const t = useTranslations('legal.accept');
  const [form] = useAccountForm('accept');
  return (
    <Card padding="large" id="accept" className="max-w-[44rem]">
      <Form method="post" id={form.id} className="space-y-4">
        <KeyField value={formKey} />
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="next" value={next} />
        <FormErrors form={form} />
        <SubmitButton size="large" pendingLabel={t('pending')}>
          {t('submit', { version })}
        </SubmitButton>
        <p className="text-muted">{t('refuse')}</p>
      </Form>
    </Card>
  );
}

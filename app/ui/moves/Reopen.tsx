import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

/** The works resume after all. */
export function Reopen({ site, formKey }: { site: string; formKey: string }) {
  const t = useTranslations('moves.close');
  const [form] = useIntentForm('reopen');
  return (
    <Form method="post" action={paths.closeSite(site)} {...getFormProps(form)} className="space-y-4">
      <FormErrors form={form} />
      <KeyField value={formKey} />
      <input type="hidden" name="intent" value="reopen" />
      <p>{t('reopenHint')}</p>
      <SubmitButton variant="secondary">{t('reopen')}</SubmitButton>
    </Form>
  );
}

import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import type { ShownLot } from './LotFacts.tsx';

/** A draft nobody wants any more: what goes with it is said before the button. */
export function DeleteDraft({ lot, formKey }: { lot: ShownLot; formKey: string }) {
  const t = useTranslations('lotBatch.more');
  const [form] = useIntentForm<{ version: string }>('delete');
  return (
    <Disclosure summary={t('delete')} open={form.status === 'error'}>
      <Form method="post" {...getFormProps(form)} className="space-y-3">
        <FormErrors form={form} labels={{}} />
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="delete" />
        <input type="hidden" name="version" value={lot.version} />
        <p className="text-muted">{t('deleteHelp')}</p>
        <SubmitButton variant="danger">{t('deleteButton')}</SubmitButton>
      </Form>
    </Disclosure>
  );
}

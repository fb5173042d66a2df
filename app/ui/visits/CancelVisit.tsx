import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { VisitLineView } from '#app/domain/reservations/visit-views.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { CheckboxGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextArea } from '#app/ui/kit/TextArea.tsx';

/** Either side gives up lines of the visit: those ticked, in one act. */
export function CancelVisit({ lines, formKey }: { lines: readonly VisitLineView[]; formKey: string }) {
  const t = useTranslations('visits.cancel');
  const locale = useLocale();
  const [form, fields] = useIntentForm<{ line: string[]; reason: string }>('cancel');
  return (
    <Disclosure summary={t('title')} open={form.status === 'error'} className="mt-6 no-print">
      <Form method="post" {...getFormProps(form)} className="space-y-4">
        <FormErrors form={form} labels={{ line: t('lines'), reason: t('reason') }} />
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="cancel" />
        <CheckboxGroup
          field={fields.line}
          legend={t('lines')}
          choices={lines.map((line) => ({
            value: line.publicId,
            label: `${formatQuantity(locale, line.quantityMilli, line.unit)} · ${line.lot.title}`,
          }))}
        />
        <TextArea field={fields.reason} label={t('reason')} optional rows={3} />
        <SubmitButton variant="danger">{t('submit')}</SubmitButton>
      </Form>
    </Disclosure>
  );
}

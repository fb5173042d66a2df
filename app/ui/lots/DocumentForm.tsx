import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { DOCUMENT_LIMITS } from '#app/domain/lots/documents.ts';
import { DOCUMENT_READERS } from '#app/domain/lots/vocabulary.ts';
import { DOCUMENT_KINDS } from '#app/domain/materials/vocabulary.ts';
import { FieldGroup } from '#app/ui/kit/FieldGroup.tsx';
import { FileField } from '#app/ui/kit/FileField.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { withFacts } from '#app/ui/kit/fields.ts';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

/** One file, what it is, and who may open it. */
export function DocumentForm({ formKey }: { formKey: string }) {
  const t = useTranslations('lotDetails.documents');
  const kinds = useTranslations('offering.documents');
  const [form, fields] = useIntentForm<{ kind: string; shownTo: string; file: string }>('add', {
    shownTo: 'parties',
  });
  return (
    <Form method="post" encType="multipart/form-data" {...getFormProps(form)} className="mt-8 space-y-5">
      <FormErrors form={form} labels={{ file: t('file'), kind: t('kind'), shownTo: t('shownTo') }} />
      <KeyField value={formKey} />
      <input type="hidden" name="intent" value="add" />
      <FieldGroup legend={t('add')}>
        <SelectField
          field={withFacts(fields.kind, { required: true })}
          label={t('kind')}
          empty="…"
          choices={DOCUMENT_KINDS.map((value) => ({ value, label: kinds(value) }))}
        />
        <FileField
          field={withFacts(fields.file, { required: true })}
          label={t('file')}
          hint={t('fileHint')}
          accept={DOCUMENT_LIMITS.accept}
        />
        <RadioGroup
          field={fields.shownTo}
          legend={t('shownTo')}
          choices={DOCUMENT_READERS.map((value) => ({ value, label: t(value) }))}
        />
      </FieldGroup>
      <SubmitButton>{t('submit')}</SubmitButton>
    </Form>
  );
}

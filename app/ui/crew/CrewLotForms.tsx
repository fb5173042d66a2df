import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { PHOTO_ACCEPT } from '#app/domain/lots/photos.ts';
import { type Unit, unitName } from '#app/i18n/format.ts';
import { FileField } from '#app/ui/kit/FileField.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { NumberField } from '#app/ui/kit/NumberField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextArea } from '#app/ui/kit/TextArea.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

/** Straight from the phone's camera, or from its pictures. */
export function PhotoForm({ formKey }: { formKey: string }) {
  const t = useTranslations('crew.lot');
  const [form, fields] = useIntentForm<{ photo: File[] }>('add');
  return (
    <Section title={t('photo')}>
      <Form method="post" encType="multipart/form-data" {...getFormProps(form)} className="space-y-4">
        <FormErrors form={form} labels={{ photo: t('photos') }} />
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="add" />
        <FileField
          field={fields.photo}
          label={t('photos')}
          hint={t('photoHint')}
          accept={PHOTO_ACCEPT}
          multiple
          required
        />
        <SubmitButton size="large" wide>
          {t('send')}
        </SubmitButton>
      </Form>
    </Section>
  );
}

export function CountForm({ formKey, unit }: { formKey: string; unit: Unit }) {
  const t = useTranslations('crew.lot');
  const locale = useLocale();
  const [form, fields] = useIntentForm<{ quantity: string; note: string }>('count');
  return (
    <Section title={t('count')}>
      <Form method="post" {...getFormProps(form)} className="space-y-4">
        <FormErrors form={form} labels={{ quantity: t('quantity'), note: t('note') }} />
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="count" />
        <NumberField
          field={fields.quantity}
          label={t('quantity')}
          hint={t('quantityHint', { unit: unitName(locale, unit) })}
          required
        />
        <TextArea field={fields.note} label={t('note')} optional rows={2} />
        <SubmitButton size="large" wide>
          {t('propose')}
        </SubmitButton>
      </Form>
    </Section>
  );
}

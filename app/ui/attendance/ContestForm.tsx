import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { MissedView } from '#app/domain/attendance/views.ts';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { useWhen } from './use-when.ts';

interface Props {
  reservation: { other: string; zone: string };
  missed: MissedView;
  formKey: string;
}

/** The other side says it was not so. */
export function ContestForm({ reservation: { other, zone }, missed, formKey }: Props) {
  const t = useTranslations('attendance.page.contest');
  const [form] = useIntentForm('contest');
  const when = useWhen(zone)(missed);
  return (
    <Section title={t('title')}>
      <Form method="post" {...getFormProps(form)} className="space-y-4">
        <FormErrors form={form} />
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="contest" />
        <input type="hidden" name="missed" value={missed.publicId} />
        <p className="max-w-prose">{t(missed.kind, { name: other, when })}</p>
        <SubmitButton size="large">{t('button')}</SubmitButton>
      </Form>
    </Section>
  );
}

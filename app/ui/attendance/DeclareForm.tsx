import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { AttendanceView } from '#app/domain/attendance/views.ts';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { useWhen } from './use-when.ts';

interface Props {
  reservation: { other: string; zone: string };
  appointment: NonNullable<AttendanceView['mayDeclare']>;
  formKey: string;
}

/** The one who was there says so; what it does is told before the button. */
export function DeclareForm({ reservation: { other, zone }, appointment, formKey }: Props) {
  const t = useTranslations('attendance.page');
  const [form] = useIntentForm('declare');
  const { kind } = appointment;
  const when = useWhen(zone)(appointment);
  return (
    <Section title={t(`${kind}.title`)}>
      <Form method="post" {...getFormProps(form)} className="space-y-4">
        <FormErrors form={form} />
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="declare" />
        <input type="hidden" name="kind" value={kind} />
        <p className="font-semibold">{t(`${kind}.when`, { when })}</p>
        <p className="max-w-prose">{t(`${kind}.what`, { name: other })}</p>
        <p className="max-w-prose">{t(`${kind}.fact`, { name: other })}</p>
        <SubmitButton variant={kind === 'nobody_came' ? 'danger' : 'primary'} size="large">
          {t(`${kind}.button`)}
        </SubmitButton>
      </Form>
    </Section>
  );
}

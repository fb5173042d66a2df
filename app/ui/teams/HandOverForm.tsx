import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { MemberPage } from '#app/domain/organisations/member.server.ts';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

/** All the sites to somebody else, and the person out of the organisation, in one act. */
export function HandOverForm({ member, formKey }: { member: MemberPage; formKey: string }) {
  const t = useTranslations('trust.team');
  const [form, fields] = useIntentForm<Record<'heir' | 'leaves', string>>('hand-over');
  return (
    <Section title={t('handOver')} lead={t('handOverLead', { name: member.name })}>
      {member.heirs.length === 0 ? (
        <p className="text-muted">{t('noHeir')}</p>
      ) : (
        <Form method="post" {...getFormProps(form)} className="grid gap-4">
          <KeyField value={formKey} />
          <input type="hidden" name="intent" value="hand-over" />
          <FormErrors form={form} labels={{ heir: t('heir') }} />
          <SelectField
            field={fields.heir}
            label={t('heir')}
            empty={t('choose')}
            choices={member.heirs.map(({ publicId, name }) => ({ value: publicId, label: name }))}
          />
          <Checkbox field={fields.leaves} label={t('leaves', { name: member.name })} hint={t('leavesHint')} />
          <p>
            <SubmitButton pendingLabel={t('pending')}>{t('handOverButton')}</SubmitButton>
          </p>
        </Form>
      )}
    </Section>
  );
}

import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { MemberPage } from '#app/domain/organisations/member.server.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { DayRange } from '#app/ui/kit/measures.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { DateField } from '#app/ui/kit/TextField.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

/** Who receives this person's letters while they are away. */
export function StandIns({ member, formKey }: { member: MemberPage; formKey: string }) {
  const t = useTranslations('trust.team');
  const [form, fields] = useIntentForm<Record<'standIn' | 'startsOn' | 'endsOn', string>>('stand-in');
  const labels = { standIn: t('standIn'), startsOn: t('startsOn'), endsOn: t('endsOn') };
  return (
    <Section title={t('away')} lead={t('awayLead')}>
      {member.standIns.length > 0 ? (
        <ul className="mb-5 divide-y divide-line border-y border-line">
          {member.standIns.map(({ publicId, name, startsOn, endsOn, now }) => (
            <li key={publicId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
              <p>
                <span className="font-semibold">{name}</span>{' '}
                {now ? <Badge tone="info">{t('now')}</Badge> : null}
                <span className="block text-sm text-muted">
                  <DayRange from={startsOn} to={endsOn} />
                </span>
              </p>
              <Form method="post">
                <KeyField value={formKey} />
                <input type="hidden" name="intent" value="end-stand-in" />
                <input type="hidden" name="standIn" value={publicId} />
                <SubmitButton variant="secondary" size="small" aria-label={t('endNamed', { name })}>
                  {t('end')}
                </SubmitButton>
              </Form>
            </li>
          ))}
        </ul>
      ) : null}
      {member.colleagues.length === 0 ? (
        <p className="text-muted">{t('nobody')}</p>
      ) : (
        <Form method="post" {...getFormProps(form)} className="grid gap-4">
          <KeyField value={formKey} />
          <input type="hidden" name="intent" value="stand-in" />
          <FormErrors form={form} labels={labels} />
          <SelectField
            field={fields.standIn}
            label={labels.standIn}
            empty={t('choose')}
            choices={member.colleagues.map(({ publicId, name }) => ({ value: publicId, label: name }))}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <DateField field={fields.startsOn} label={labels.startsOn} required />
            <DateField field={fields.endsOn} label={labels.endsOn} required />
          </div>
          <p>
            <SubmitButton variant="secondary" pendingLabel={t('pending')}>
              {t('setStandIn')}
            </SubmitButton>
          </p>
        </Form>
      )}
    </Section>
  );
}

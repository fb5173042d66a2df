import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useFormatter, useTranslations } from 'use-intl';
import { choosableKinds } from '#app/domain/organisations/vocabulary.ts';
import type { ApprovedDomain } from '#app/domain/verification/views.ts';
import { ReasonField } from '#app/ui/admin/ReasonField.tsx';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { plainField } from '#app/ui/kit/fields.ts';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { LegalStatusField } from '#app/ui/organisations/LegalStatusField.tsx';
import { TerritoryFields } from '#app/ui/organisations/TerritoryFields.tsx';

interface Props {
  domains: readonly ApprovedDomain[];
  formKey: string;
}

/** Mail domains that verify whoever has a confirmed address there. */
export function ApprovedDomains({ domains, formKey }: Props) {
  const t = useTranslations('trust.desk');
  const words = useTranslations('organisations.kinds');
  const format = useFormatter();
  return (
    <Section title={t('domainsTitle')} lead={t('domainsLead')} id="domains">
      {domains.length === 0 ? <p className="text-muted">{t('noDomain')}</p> : null}
      <ul className="divide-y divide-line border-y border-line empty:border-0">
        {domains.map((one) => (
          <li key={one.publicId} className="py-3">
            <p>
              <span className="font-semibold break-all">{one.domain}</span>
              <span className="block text-sm text-muted">
                {[words(one.kind), one.siren.replace(/(\d{3})(?=\d)/g, '$1\u202f'), one.territory]
                  .filter(Boolean)
                  .join(' · ')}
                {' · '}
                {t('approvedOn')} {format.dateTime(new Date(one.approvedAt), { dateStyle: 'long' })}
              </span>
            </p>
            <Disclosure summary={t('endDomain')}>
              <Form method="post" className="grid gap-3">
                <KeyField value={formKey} />
                <input type="hidden" name="intent" value="end-domain" />
                <input type="hidden" name="domain" value={one.publicId} />
                <ReasonField field={plainField('reason', { id: `end-${one.publicId}`, required: true })} />
                <p>
                  <SubmitButton variant="danger" size="small">
                    {t('endDomainNamed', { domain: one.domain })}
                  </SubmitButton>
                </p>
              </Form>
            </Disclosure>
          </li>
        ))}
      </ul>
      <ApproveDomain formKey={formKey} />
    </Section>
  );
}

type Fields = Record<
  | 'domain'
  | 'siren'
  | 'kind'
  | 'legalStatus'
  | 'socialEconomy'
  | 'territoryLevel'
  | 'territoryCode'
  | 'reason',
  string
>;

function ApproveDomain({ formKey }: { formKey: string }) {
  const t = useTranslations('trust.desk');
  const words = useTranslations('organisations');
  const reasons = useTranslations('operator.reason');
  const [form, fields] = useIntentForm<Fields>('approve-domain');
  const labels = {
    domain: t('domain'),
    siren: t('siren'),
    kind: t('kind'),
    legalStatus: words('new.legalStatus'),
    territoryLevel: words('new.territoryLevel'),
    territoryCode: words('new.territory'),
    reason: reasons('label'),
  };
  return (
    <Disclosure summary={t('approveDomain')} open={form.status === 'error'} className="mt-4">
      <Form method="post" {...getFormProps(form)} className="grid max-w-xl gap-5">
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="approve-domain" />
        <FormErrors form={form} labels={labels} />
        <TextField
          field={fields.domain}
          label={labels.domain}
          hint={t('domainHint')}
          required
          autoComplete="off"
        />
        <TextField
          field={fields.siren}
          label={labels.siren}
          required
          inputMode="numeric"
          autoComplete="off"
        />
        <SelectField
          field={fields.kind}
          label={labels.kind}
          choices={choosableKinds.map((value) => ({ value, label: words(`kinds.${value}`) }))}
        />
        <LegalStatusField field={fields.legalStatus} kind="" />
        <TerritoryFields fields={fields} />
        <Checkbox field={fields.socialEconomy} label={t('socialEconomy')} />
        <ReasonField field={fields.reason} />
        <SubmitButton pendingLabel={t('pending')}>{t('approveDomainButton')}</SubmitButton>
      </Form>
    </Disclosure>
  );
}

import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form, useActionData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { ACCEPT_MODES, SITE_KINDS, WORKS_KINDS } from '#app/domain/sites/vocabulary.ts';
import { FieldGroup } from '#app/ui/kit/FieldGroup.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { textOf, withFacts } from '#app/ui/kit/fields.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextArea } from '#app/ui/kit/TextArea.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { OWNER_FIELDS, OwnerFields } from './OwnerFields.tsx';
import { PlaceFields } from './PlaceFields.tsx';
import { emptySite, type SiteFields } from './site-form.ts';
import { WorksFields } from './WorksFields.tsx';

interface Props {
  /** What is known, or nothing for a new site. */
  site: SiteFields | null;
  communeName?: string;
  /** The version these values were read from. */
  version?: number;
  formKey: string;
  styleUrl: string | null;
}

/** Opens or changes a site. Kind, name and commune are enough; the rest serves those who come and collect. */
export function SiteForm({ site, communeName = '', version, formKey, styleUrl }: Props) {
  const t = useTranslations('sites.form');
  const kinds = useTranslations('sites.kind');
  const works = useTranslations('sites.worksKind');
  const answer = useActionData<SubmissionResult<string[]>>();
  const [form, fields] = useForm<SiteFields>({
    id: 'site',
    lastResult: answer ?? null,
    defaultValue: site ?? emptySite,
    shouldRevalidate: 'onSubmit',
  });
  const owner = useTranslations('ownership');
  const labels = {
    ...Object.fromEntries(LABELLED.map((name) => [name, t(LABEL_OF[name])])),
    ...Object.fromEntries(Object.entries(OWNER_FIELDS).map(([name, key]) => [name, owner(key)])),
  };
  return (
    <Form method="post" {...getFormProps(form)} className="group/site space-y-10">
      <FormErrors form={form} labels={labels} />
      <KeyField value={formKey} />
      {version === undefined ? null : <input type="hidden" name="version" value={version} readOnly />}
      <FieldGroup legend={t('what')}>
        <RadioGroup
          field={fields.kind}
          legend={t('kind')}
          layout="tiles"
          choices={SITE_KINDS.map((value) => ({ value, label: kinds(value), hint: t(`kindHint.${value}`) }))}
        />
        <TextField
          field={withFacts(fields.name, { required: true })}
          label={t('name')}
          hint={t('nameHint')}
          maxLength={160}
          autoComplete="off"
        />
        <SelectField
          field={fields.worksKind}
          label={t('worksKind')}
          empty={t('worksKindEmpty')}
          optional
          className="max-w-sm group-has-[input[value=depot]:checked]/site:hidden"
          choices={WORKS_KINDS.map((value) => ({ value, label: works(value) }))}
        />
        <TextArea
          field={fields.description}
          label={t('description')}
          hint={t('descriptionHint')}
          optional
          rows={3}
        />
      </FieldGroup>
      <PlaceFields
        fields={fields}
        communeName={textOf(answer?.initialValue?.communeCode_text) ?? communeName}
        styleUrl={styleUrl}
      />
      <WorksFields fields={fields} />
      <OwnerFields fields={fields} />
      <FieldGroup legend={t('collect')} lead={t('collectLead')}>
        <TextArea
          field={fields.pickupHours}
          label={t('pickupHours')}
          hint={t('pickupHoursHint')}
          optional
          rows={2}
        />
        <TextArea
          field={fields.accessNote}
          label={t('accessNote')}
          hint={t('accessNoteHint')}
          optional
          rows={3}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField field={fields.contactName} label={t('contactName')} optional autoComplete="off" />
          <TextField
            field={fields.contactPhone}
            label={t('contactPhone')}
            type="tel"
            optional
            autoComplete="off"
          />
        </div>
        <RadioGroup
          field={fields.acceptMode}
          legend={t('acceptMode')}
          choices={ACCEPT_MODES.map((value) => ({
            value,
            label: t(`accept.${value}`),
            hint: t(`acceptHint.${value}`),
          }))}
        />
      </FieldGroup>
      <SubmitButton size="large" pendingLabel={t('saving')}>
        {t(site ? 'save' : 'create')}
      </SubmitButton>
    </Form>
  );
}

const LABEL_OF = {
  kind: 'kind',
  name: 'name',
  worksKind: 'worksKind',
  description: 'description',
  communeCode: 'commune',
  address: 'address',
  pastedPosition: 'pasted',
  startsOn: 'startsOn',
  endsOn: 'endsOn',
  permitYear: 'permitYear',
  floorAreaM2: 'floorArea',
  sortingOperator: 'sortingOperator',
  pickupHours: 'pickupHours',
  accessNote: 'accessNote',
  contactName: 'contactName',
  contactPhone: 'contactPhone',
  acceptMode: 'acceptMode',
} as const;
const LABELLED = Object.keys(LABEL_OF) as (keyof typeof LABEL_OF)[];

import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { choosableKinds } from '#app/domain/organisations/vocabulary.ts';
import { useAccountForm } from '#app/ui/accounts/account-form.ts';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { PlaceField } from '#app/ui/territories/PlaceField.tsx';
import { KnownAlready } from './KnownAlready.tsx';
import { LegalStatusField } from './LegalStatusField.tsx';
import { TerritoryFields } from './TerritoryFields.tsx';

export type NewOrganisationFields = Record<
  | 'name'
  | 'kind'
  | 'legalStatus'
  | 'siren'
  | 'socialEconomy'
  | 'separate'
  | 'communeCode'
  | 'territoryLevel'
  | 'territoryCode',
  string
>;

interface Props {
  formKey: string;
}

/** Without JavaScript every part is there; with it, only those of the kind that is ticked. */
export function NewOrganisationForm({ formKey }: Props) {
  const t = useTranslations('organisations');
  const [form, fields] = useAccountForm<NewOrganisationFields>('organisation');
  const [kind, setKind] = useState(fields.kind.initialValue ?? '');
  const labels = {
    kind: t('new.kind'),
    name: t('new.name'),
    legalStatus: t('new.legalStatus'),
    communeCode: t('new.commune'),
    territoryLevel: t('new.territoryLevel'),
    territoryCode: t('new.territory'),
    siren: t('new.siren'),
  };
  const kinds = choosableKinds.map((value) => ({
    value,
    label: t(`kinds.${value}`),
    hint: t(`kindHints.${value}`),
  }));
  const shown = (...of: string[]) => kind === '' || of.includes(kind);
  return (
    <Form
      method="post"
      {...getFormProps(form)}
      className="grid gap-5"
      onChange={({ target }) => {
        if (target instanceof HTMLInputElement && target.name === 'kind') setKind(target.value);
      }}
    >
      <KeyField value={formKey} />
      <FormErrors form={form} labels={labels} />
      <RadioGroup field={fields.kind} legend={labels.kind} choices={kinds} layout="tiles" />
      <TextField
        field={fields.name}
        label={labels.name}
        hint={t('new.nameHint')}
        autoComplete="organization"
      />
      {shown('landlord', 'public_body') ? <LegalStatusField field={fields.legalStatus} kind={kind} /> : null}
      {shown('firm', 'landlord', 'association', 'public_body') ? (
        <PlaceField field={fields.communeCode} label={labels.communeCode} hint={t('new.communeHint')} />
      ) : null}
      {shown('collectivite') ? <TerritoryFields fields={fields} /> : null}
      <TextField
        field={fields.siren}
        label={labels.siren}
        hint={t('new.sirenHint')}
        optional
        inputMode="numeric"
        autoComplete="off"
      />
      <KnownAlready field={fields.separate} />
      {shown('firm', 'association') ? (
        <Checkbox field={fields.socialEconomy} label={t('new.socialEconomyLabel')} />
      ) : null}
      <SubmitButton wide size="large" pendingLabel={t('new.pending')}>
        {t('new.submit')}
      </SubmitButton>
    </Form>
  );
}

import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { useAccountForm } from '#app/ui/accounts/account-form.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextArea } from '#app/ui/kit/TextArea.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { PlaceField } from '#app/ui/territories/PlaceField.tsx';
import { EDITED, type EditedOrganisation, type EditFields, editFields } from './edit-organisation.ts';
import { LegalStatusField } from './LegalStatusField.tsx';
import { TerritoryFields } from './TerritoryFields.tsx';

/** What an administrator says of the organisation: the fields of its kind, then how to reach it. */
export function EditOrganisationForm({
  organisation,
  formKey,
}: {
  organisation: EditedOrganisation;
  formKey: string;
}) {
  const t = useTranslations('organisations');
  const { kind, verified, commune, territory } = organisation;
  const [form, fields] = useAccountForm<EditFields>('edit-organisation', editFields(organisation));
  const labels = Object.fromEntries(EDITED.map(([name, key]) => [name, t(key)]));
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-5">
      <KeyField value={formKey} />
      <FormErrors form={form} labels={labels} />
      <p className="text-muted">{t('edit.kindFixed', { kind: t(`kinds.${kind}`) })}</p>
      {verified ? <Alert tone="info">{t('edit.checkedAgain')}</Alert> : null}
      <TextField field={fields.name} label={t('new.name')} autoComplete="organization" />
      {kind === 'landlord' || kind === 'public_body' ? (
        <LegalStatusField field={fields.legalStatus} kind={kind} />
      ) : null}
      {kind === 'collectivite' ? (
        <TerritoryFields fields={fields} name={territory ?? ''} />
      ) : (
        <PlaceField
          field={fields.communeCode}
          label={t('new.commune')}
          hint={t('new.communeHint')}
          text={commune ?? ''}
        />
      )}
      <TextField
        field={fields.siren}
        label={t('new.siren')}
        hint={t('new.sirenHint')}
        optional
        inputMode="numeric"
        autoComplete="off"
      />
      {kind === 'firm' || kind === 'association' ? (
        <Checkbox field={fields.socialEconomy} label={t('new.socialEconomyLabel')} />
      ) : null}
      <fieldset className="grid gap-5 rounded border border-line p-4">
        <legend className="px-1 font-semibold">{t('edit.contact')}</legend>
        <TextField field={fields.phone} label={t('edit.phone')} optional type="tel" autoComplete="tel" />
        <TextField
          field={fields.website}
          label={t('edit.website')}
          hint={t('edit.websiteHint')}
          optional
          inputMode="url"
          autoComplete="url"
        />
        <TextArea
          field={fields.description}
          label={t('edit.description')}
          hint={t('edit.descriptionHint')}
          optional
        />
      </fieldset>
      <SubmitButton wide size="large" pendingLabel={t('edit.pending')}>
        {t('edit.submit')}
      </SubmitButton>
    </Form>
  );
}

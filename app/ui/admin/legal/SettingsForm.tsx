import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import {
  LEGAL_GROUPS,
  LEGAL_SETTING_NAMES,
  LEGAL_SETTINGS,
  type LegalSetting,
  type LegalSettings,
} from '#app/domain/legal/vocabulary.ts';
import { useAccountForm } from '#app/ui/accounts/account-form.ts';
import { ReasonField } from '#app/ui/admin/ReasonField.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';

const TYPES = { line: 'text', email: 'email', phone: 'tel', website: 'url' } as const;

/** Who the operator is, group by group. Nothing is required by the form: it may be filled in several times. */
export function SettingsForm({ settings, formKey }: { settings: LegalSettings; formKey: string }) {
  const t = useTranslations('adminLegal');
  const legal = useTranslations('legal.settings');
  const [form, fields] = useAccountForm<Record<LegalSetting | 'reason', string>>('legal', settings);
  const label = (name: LegalSetting) => {
    const said = legal(name);
    return said.charAt(0).toUpperCase() + said.slice(1);
  };
  const labels = {
    ...Object.fromEntries(LEGAL_SETTING_NAMES.map((name) => [name, label(name)])),
    reason: t('reason'),
  };
  return (
    <Form method="post" {...getFormProps(form)} className="grid max-w-[44rem] gap-8">
      <KeyField value={formKey} />
      <FormErrors form={form} labels={labels} />
      {LEGAL_GROUPS.map((group) => (
        <fieldset key={group} className="grid gap-5">
          <legend className="mb-3 text-lg font-semibold">{t(`groups.${group}`)}</legend>
          {LEGAL_SETTING_NAMES.filter((name) => LEGAL_SETTINGS[name].group === group).map((name) => (
            <TextField
              key={name}
              field={fields[name]}
              label={label(name)}
              type={TYPES[LEGAL_SETTINGS[name].kind]}
              optional={!LEGAL_SETTINGS[name].required}
              required={false}
            />
          ))}
        </fieldset>
      ))}
      <ReasonField field={fields.reason} />
      <SubmitButton>{t('save')}</SubmitButton>
    </Form>
  );
}

import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { TypeOption } from '#app/domain/materials/views.ts';
import type { ReviewRules } from '#app/domain/reviews/views.ts';
import { ReasonField } from '#app/ui/admin/ReasonField.tsx';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { plainField } from '#app/ui/kit/fields.ts';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { NumberField } from '#app/ui/kit/NumberField.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

interface Props {
  rules: ReviewRules;
  types: {
    families: readonly { code: string; name: string }[];
    types: readonly Pick<TypeOption, 'code' | 'family' | 'name'>[];
  };
  formKey: string;
}

/** Which materials wait, and how many first lots of a holder. */
export function ReviewRulesForm({ rules, types: { families, types }, formKey }: Props) {
  const t = useTranslations('trust.reviews');
  const reasons = useTranslations('operator.reason');
  const locale = useLocale();
  const [form, fields] = useIntentForm<Record<'firstLots' | 'add' | 'reason', string>>('rules', {
    firstLots: String(rules.firstLots),
  });
  const labels = { firstLots: t('firstLots'), add: t('add'), reason: reasons('label') };
  const known = new Set(rules.types.map(({ code }) => code));
  return (
    <Section title={t('rules')} lead={t('rulesLead')}>
      <Disclosure summary={t('rulesChange')} open={form.status === 'error'}>
        <Form
          method="post"
          {...getFormProps(form)}
          className="grid max-w-xl gap-5"
          key={rules.types.map(({ code }) => code).join()}
        >
          <KeyField value={formKey} />
          <input type="hidden" name="intent" value="rules" />
          <FormErrors form={form} labels={labels} />
          <NumberField field={fields.firstLots} label={labels.firstLots} hint={t('firstLotsHint')} whole />
          <fieldset>
            <legend className="font-semibold">{t('types')}</legend>
            {rules.types.map(({ code, name }) => (
              <Checkbox
                key={code}
                field={plainField('types', { id: `type-${code}` })}
                label={name[locale]}
                value={code}
                defaultChecked
              />
            ))}
          </fieldset>
          <SelectField
            field={fields.add}
            label={labels.add}
            empty={t('addNone')}
            optional
            choices={families.map(({ code, name }) => ({
              label: name,
              choices: types
                .filter((type) => type.family === code && !known.has(type.code))
                .map((type) => ({ value: type.code, label: type.name })),
            }))}
          />
          <ReasonField field={fields.reason} />
          <SubmitButton pendingLabel={t('pending')}>{t('rulesSave')}</SubmitButton>
        </Form>
      </Disclosure>
    </Section>
  );
}

import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { formatMilli } from '#app/domain/lots/quantity.ts';
import type { RemovalConditions } from '#app/domain/lots/views.ts';
import { PURPOSES, SUBSTITUTIONS } from '#app/domain/reservations/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { formatQuantity, type Unit, unitName } from '#app/i18n/format.ts';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { withFacts } from '#app/ui/kit/fields.ts';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { Conditions } from '#app/ui/lots/Conditions.tsx';
import { PlaceField } from '#app/ui/territories/PlaceField.tsx';

interface Fields extends Record<string, unknown> {
  quantity: string;
  acceptLess: string;
  purpose: string;
  substitution: string;
  communeCode: string;
  conditions: string;
}

interface Props {
  lot: {
    publicId: string;
    unit: Unit;
    leftMilli: number;
    conditions: RemovalConditions | null;
    conditionsDigest: string | null;
  };
  /** places before one's own */
  waiting: number;
  formKey: string;
  commune: { code: string; name: string } | null;
  /** what was asked of the lot and is not there */
  asked?: Record<string, unknown>;
}

/** A place in the waitlist of a lot that has too little left. */
export function JoinForm({ lot, waiting, formKey, commune, asked = {} }: Props) {
  const t = useTranslations('waitlist.join');
  const reserve = useTranslations('lots.reserve');
  const details = useTranslations('lotDetails.conditions');
  const purposes = useTranslations('reservations.purpose');
  const substitutions = useTranslations('reservations.substitution');
  const locale = useLocale();
  const [form, fields] = useIntentForm<Fields>('join', { communeCode: commune?.code, ...asked });
  const labels = {
    quantity: reserve('quantity'),
    purpose: reserve('purpose'),
    communeCode: reserve('commune'),
    substitution: reserve('substitution'),
    conditions: details('title'),
  };
  return (
    <Form
      method="post"
      action={paths.joinWaitlist(lot.publicId)}
      {...getFormProps(form)}
      className="space-y-6"
    >
      <p>
        {t('lead')} {t('waiting', { count: waiting })}
      </p>
      <FormErrors form={form} labels={labels} />
      <KeyField value={formKey} />
      <input type="hidden" name="intent" value="join" />
      <TextField
        field={withFacts(fields.quantity, { required: true })}
        label={`${t('quantity')} (${unitName(locale, lot.unit)})`}
        hint={reserve('left', { quantity: formatQuantity(locale, lot.leftMilli, lot.unit) })}
        inputMode="decimal"
        autoComplete="off"
        className="max-w-60"
      />
      <Checkbox field={fields.acceptLess} label={t('acceptLess')} hint={t('acceptLessHint')} />
      <SelectField
        field={withFacts(fields.purpose, { required: true })}
        label={reserve('purpose')}
        empty={reserve('purposeEmpty')}
        choices={PURPOSES.map((value) => ({ value, label: purposes(value) }))}
      />
      <PlaceField
        field={fields.communeCode}
        label={reserve('commune')}
        hint={reserve('communeHint')}
        optional
        text={commune?.name}
      />
      <SelectField
        field={fields.substitution}
        label={reserve('substitution')}
        hint={reserve('substitutionHint')}
        optional
        empty={reserve('substitutionEmpty')}
        choices={SUBSTITUTIONS.map((value) => ({ value, label: substitutions(value) }))}
      />
      {lot.conditions && lot.conditionsDigest ? (
        <section aria-labelledby="join-conditions" className="rounded-lg border border-edge p-5">
          <h3 id="join-conditions" className="text-lg">
            {details('title')}
          </h3>
          <Conditions conditions={lot.conditions} />
          <Checkbox
            field={withFacts(fields.conditions, { required: true })}
            label={details('tick')}
            value={lot.conditionsDigest}
            defaultChecked={fields.conditions.initialValue === lot.conditionsDigest}
            className="mt-3"
          />
        </section>
      ) : null}
      <SubmitButton size="large">{t('submit')}</SubmitButton>
    </Form>
  );
}

/** What is left, as the field of a form takes it. */
export const leftAsTyped = (locale: string, milli: number) =>
  locale === 'fr' ? formatMilli(milli).replace('.', ',') : formatMilli(milli);

import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form, Link, useActionData } from '@remix-run/react';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { parseQuantity } from '#app/domain/lots/quantity.ts';
import type { RemovalConditions } from '#app/domain/lots/views.ts';
import { PURPOSES, SUBSTITUTIONS } from '#app/domain/reservations/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { formatQuantity, type Unit, unitName } from '#app/i18n/format.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { withFacts } from '#app/ui/kit/fields.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextArea } from '#app/ui/kit/TextArea.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { type AskedPrice, PriceBesideRequest } from '#app/ui/prices/PriceBesideRequest.tsx';
import { PlaceField } from '#app/ui/territories/PlaceField.tsx';
import { leftAsTyped } from '#app/ui/waitlist/JoinForm.tsx';
import { Conditions } from './Conditions.tsx';

interface Fields extends Record<string, unknown> {
  quantity: string;
  purpose: string;
  substitution: string;
  note: string;
  name: string;
  email: string;
  phone: string;
  communeCode: string;
  conditions: string;
  proposal: string;
  sure: string;
}

interface Props {
  lot: {
    publicId: string;
    unit: Unit;
    leftMilli: number;
    stepMilli: number;
    conditions: RemovalConditions | null;
    conditionsDigest: string | null;
  };
  /** how the lot is announced, when another price may be proposed with the request */
  price: AskedPrice | null;
  formKey: string;
  /** nobody is signed in: four facts about the person are asked */
  guest: boolean;
  commune: { code: string; name: string } | null;
}

/** Part of a lot, for what use; a visitor adds who they are. */
export function ReserveForm({ lot, price, formKey, guest, commune }: Props) {
  const t = useTranslations('lots.reserve');
  const details = useTranslations('lotDetails.conditions');
  const purposes = useTranslations('reservations.purpose');
  const substitutions = useTranslations('reservations.substitution');
  const locale = useLocale();
  const answer = useActionData<SubmissionResult<string[]> & { refused?: string }>();
  const wait = useTranslations('waitlist.join');
  const prices = useTranslations('prices.proposal');
  const [form, fields] = useForm<Fields>({
    id: 'reserve',
    lastResult: answer ?? null,
    defaultValue: { communeCode: commune?.code },
    shouldRevalidate: 'onSubmit',
  });
  // what is left is put in the place of what was asked, which stands below, where one joins the waitlist
  const short = answer?.refused === 'not-enough-left' && lot.leftMilli > 0 && !guest;
  const less = leftAsTyped(locale, lot.leftMilli);
  const [typed, setTyped] = useState(short ? less : (fields.quantity.initialValue ?? ''));
  const milli = parseQuantity(typed);
  const labels = {
    quantity: t('quantity'),
    purpose: t('purpose'),
    communeCode: t('commune'),
    substitution: t('substitution'),
    note: t('note'),
    name: t('name'),
    email: t('email'),
    phone: t('phone'),
    conditions: details('title'),
    proposal: prices('heading'),
    sure: prices('sure'),
  };
  return (
    <Form method="post" {...getFormProps(form)} className="space-y-6">
      <FormErrors form={form} labels={labels} />
      <KeyField value={formKey} />
      {short ? <Alert>{wait('short')}</Alert> : null}
      <TextField
        key={short ? less : 'asked'}
        field={fields.quantity}
        {...(short ? { defaultValue: less } : {})}
        label={`${t('quantity')} (${unitName(locale, lot.unit)})`}
        hint={t('left', { quantity: formatQuantity(locale, lot.leftMilli, lot.unit) })}
        inputMode="decimal"
        autoComplete="off"
        required
        className="max-w-60"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <SelectField
        field={fields.purpose}
        label={t('purpose')}
        empty={t('purposeEmpty')}
        required
        choices={PURPOSES.map((value) => ({ value, label: purposes(value) }))}
      />
      <PlaceField
        field={withFacts(fields.communeCode, { required: guest })}
        label={t('commune')}
        hint={t('communeHint')}
        optional={!guest}
        text={commune?.name}
      />
      <SelectField
        field={fields.substitution}
        label={t('substitution')}
        hint={t('substitutionHint')}
        optional
        empty={t('substitutionEmpty')}
        choices={SUBSTITUTIONS.map((value) => ({ value, label: substitutions(value) }))}
      />
      {price ? (
        <PriceBesideRequest
          fields={fields}
          price={price}
          unit={lot.unit}
          doubted={answer?.refused === 'proposal-unlikely'}
        />
      ) : null}
      <TextArea
        field={fields.note}
        label={t('note')}
        hint={t('noteHint')}
        optional
        rows={3}
        maxLength={2000}
      />
      {guest ? (
        <fieldset className="space-y-5 rounded-lg border border-edge p-5">
          <legend className="px-2 font-title text-lg font-semibold">{t('guestTitle')}</legend>
          <p className="text-muted">
            {t('guestHelp')}{' '}
            <Link className="link" to={paths.login(paths.reserveLot(lot.publicId))}>
              {t('haveAccount')}
            </Link>
          </p>
          <TextField field={fields.name} label={t('name')} autoComplete="name" maxLength={120} required />
          <TextField
            field={fields.email}
            label={t('email')}
            type="email"
            autoComplete="email"
            maxLength={254}
            required
          />
          <TextField
            field={fields.phone}
            label={t('phone')}
            hint={t('phoneHint')}
            type="tel"
            autoComplete="tel"
            maxLength={30}
            required
          />
        </fieldset>
      ) : null}
      {lot.conditions && lot.conditionsDigest ? (
        <section aria-labelledby="conditions-title" className="rounded-lg border border-edge p-5">
          <h2 id="conditions-title" className="text-lg">
            {details('title')}
          </h2>
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
      <p className="text-muted">{t('notObliged')}</p>
      <SubmitButton size="large">
        {milli ? t('submitN', { quantity: formatQuantity(locale, milli, lot.unit) }) : t('submit')}
      </SubmitButton>
    </Form>
  );
}

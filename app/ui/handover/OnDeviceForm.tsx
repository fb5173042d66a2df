import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form, useActionData } from '@remix-run/react';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { ReservationPageView } from '#app/domain/reservations/views.ts';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { textOf } from '#app/ui/kit/fields.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { useHydrated } from '#app/ui/kit/use-hydrated.ts';
import { Section } from '#app/ui/layout/Section.tsx';
import { RefusedFields } from './RefusedFields.tsx';
import { SignaturePad } from './SignaturePad.tsx';
import { startingWords, useHandoverLabels } from './starting-words.ts';
import { WhatWasTaken } from './WhatWasTaken.tsx';

type Fields = Record<
  | 'quantity'
  | 'method'
  | 'massKg'
  | 'ticket'
  | 'pickedUpOn'
  | 'identicalUse'
  | 'refusedQuantity'
  | 'refusedReason'
  | 'refusedFate'
  | 'refusedCondition'
  | 'by'
  | 'code'
  | 'name'
  | 'drawn',
  string
>;
export interface OnDeviceProps {
  reservation: Pick<ReservationPageView, 'quantityMilli' | 'unit' | 'massBasis' | 'handoverDetail' | 'other'>;
  formKey: string;
  today: string;
  /** days during which the taker may say that it was not them */
  days: number;
}

/** The holder and the taker before one screen: what leaves, what is refused, and the taker's own confirmation. */
export function OnDeviceForm({ reservation, formKey, today, days }: OnDeviceProps) {
  const t = useTranslations('handover.device');
  const locale = useLocale();
  const labels = useHandoverLabels(reservation.unit);
  const answer = useActionData<SubmissionResult<string[]>>();
  const [form, fields] = useForm<Fields>({
    id: 'on-device',
    lastResult: answer ?? null,
    defaultValue: {
      ...startingWords(locale, {
        said: reservation.handoverDetail?.holder ?? null,
        quantityMilli: reservation.quantityMilli,
        today,
      }),
      by: 'code',
    },
    shouldRevalidate: 'onSubmit',
  });
  const live = useHydrated();
  const [by, setBy] = useState(textOf(fields.by.initialValue) ?? 'code');
  return (
    <Form method="post" encType="multipart/form-data" {...getFormProps(form)} className="space-y-5">
      <FormErrors
        form={form}
        labels={{ ...labels, by: t('by'), code: t('code'), name: t('name'), drawn: t('pad') }}
      />
      <KeyField value={formKey} />
      <Section title={t('taken')}>
        <WhatWasTaken fields={fields} reservation={reservation} today={today} />
        <div className="mt-5">
          <RefusedFields fields={fields} unit={reservation.unit} />
        </div>
      </Section>
      <Section title={t('agreement')}>
        <p className="mb-4 text-muted">{t('agreementText', { name: reservation.other.name })}</p>
        <div
          className="space-y-5"
          onChange={({ target }) => {
            if (target instanceof HTMLInputElement && target.name === 'by') setBy(target.value);
          }}
        >
          <RadioGroup
            field={fields.by}
            legend={t('by')}
            layout="tiles"
            choices={[
              { value: 'code', label: t('byCode'), hint: t('byCodeHint') },
              { value: 'signature', label: t('bySignature'), hint: t('bySignatureHint') },
            ]}
          />
          {live && by !== 'code' ? null : (
            <TextField
              field={fields.code}
              label={t('code')}
              inputMode="numeric"
              autoComplete="off"
              className="max-w-60"
            />
          )}
          {live && by !== 'signature' ? null : (
            <>
              <TextField field={fields.name} label={t('name')} autoComplete="off" />
              {live ? <SignaturePad field={fields.drawn} /> : null}
            </>
          )}
        </div>
      </Section>
      <p className="text-sm text-muted">{t('told', { days })}</p>
      <SubmitButton size="large">{t('submit')}</SubmitButton>
    </Form>
  );
}

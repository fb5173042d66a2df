import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { ReservationPageView } from '#app/domain/reservations/views.ts';
import { RefusedFields } from '#app/ui/handover/RefusedFields.tsx';
import { startingWords, useHandoverLabels } from '#app/ui/handover/starting-words.ts';
import { WhatWasTaken } from '#app/ui/handover/WhatWasTaken.tsx';
import { Card } from '#app/ui/kit/Card.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

type Fields = Record<keyof ReturnType<typeof startingWords>, string> &
  Record<'ticket' | 'refusedQuantity' | 'refusedReason' | 'refusedFate' | 'refusedCondition', string>;

/** Either side says what was really taken; filled from the other side's words when there are some. */
export function HandoverForm({
  reservation,
  formKey,
  today,
}: {
  reservation: Shown;
  formKey: string;
  today: string;
}) {
  const t = useTranslations('reservations.handover');
  const locale = useLocale();
  const labels = useHandoverLabels(reservation.unit);
  const theirs = reservation.handoverDetail?.[reservation.side === 'holder' ? 'taker' : 'holder'] ?? null;
  const mine = reservation.handoverDetail?.[reservation.side] ?? null;
  const [form, fields] = useIntentForm<Fields>(
    'confirm',
    startingWords(locale, { said: theirs ?? mine, quantityMilli: reservation.quantityMilli, today }),
  );
  return (
    <Card as="section" padding="large" className="mt-6 border-2 border-accent no-print">
      <h2 className="text-xl">{t('title')}</h2>
      <p className="mt-1 mb-5 text-muted">{t('lead')}</p>
      <Form method="post" encType="multipart/form-data" {...getFormProps(form)} className="space-y-5">
        <FormErrors form={form} labels={labels} />
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="confirm" />
        <WhatWasTaken fields={fields} reservation={reservation} today={today} />
        {reservation.side === 'holder' ? <RefusedFields fields={fields} unit={reservation.unit} /> : null}
        <SubmitButton size="large">{theirs && !mine ? t('agree') : t('submit')}</SubmitButton>
      </Form>
    </Card>
  );
}

type Shown = Pick<ReservationPageView, 'side' | 'handoverDetail' | 'quantityMilli' | 'unit' | 'massBasis'>;

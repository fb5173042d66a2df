import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { formatMilli } from '#app/domain/lots/quantity.ts';
import type { ReservationPageView } from '#app/domain/reservations/views.ts';
import { formatQuantity, unitName } from '#app/i18n/format.ts';
import { Card } from '#app/ui/kit/Card.tsx';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { DateField, TextField } from '#app/ui/kit/TextField.tsx';
import { useHydrated } from '#app/ui/kit/use-hydrated.ts';

type Fields = { quantity: string; method: string; massKg: string; pickedUpOn: string; identicalUse: string };

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
  const theirs = reservation.handoverDetail?.[reservation.side === 'holder' ? 'taker' : 'holder'] ?? null;
  const mine = reservation.handoverDetail?.[reservation.side] ?? null;
  const said = theirs ?? mine;
  const decimal = (milli: number) =>
    locale === 'fr' ? formatMilli(milli).replace('.', ',') : formatMilli(milli);
  const [form, fields] = useIntentForm<Fields>('confirm', {
    quantity: decimal(said?.qtyMilli ?? reservation.quantityMilli),
    method: said?.evidence === 'A' ? 'weighed' : 'counted',
    massKg: said?.evidence === 'A' && said.massG !== null ? decimal(said.massG) : '',
    pickedUpOn: said?.pickedUpOn ?? today,
    identicalUse: said?.identicalUse === false ? undefined : 'on',
  });
  const live = useHydrated();
  const [method, setMethod] = useState(fields.method.initialValue ?? 'counted');
  const labels = { quantity: t('quantity'), massKg: t('massKg'), pickedUpOn: t('day'), method: t('method') };
  return (
    <Card as="section" padding="large" className="mt-6 border-2 border-accent no-print">
      <h2 className="text-xl">{t('title')}</h2>
      <p className="mt-1 mb-5 text-muted">{t('lead')}</p>
      <Form
        method="post"
        {...getFormProps(form)}
        className="space-y-5"
        onChange={({ target }) => {
          if (target instanceof HTMLInputElement && target.name === 'method') setMethod(target.value);
        }}
      >
        <FormErrors form={form} labels={labels} />
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="confirm" />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            field={fields.quantity}
            label={`${t('quantity')} (${unitName(locale, reservation.unit)})`}
            hint={t('quantityHint', {
              quantity: formatQuantity(locale, reservation.quantityMilli, reservation.unit),
            })}
            inputMode="decimal"
            autoComplete="off"
            required
          />
          <DateField field={fields.pickedUpOn} label={t('day')} max={today} required />
        </div>
        <RadioGroup
          field={fields.method}
          legend={t('method')}
          choices={[
            { value: 'counted', label: t('counted', { basis: t(`basis.${reservation.massBasis}`) }) },
            { value: 'weighed', label: t('weighed') },
          ]}
        />
        {live && method !== 'weighed' ? null : (
          <TextField
            field={fields.massKg}
            label={t('massKg')}
            hint={live ? undefined : t('massHint')}
            inputMode="decimal"
            autoComplete="off"
            required={live}
          />
        )}
        <Checkbox field={fields.identicalUse} label={t('identical')} />
        <SubmitButton size="large">{theirs && !mine ? t('agree') : t('submit')}</SubmitButton>
      </Form>
    </Card>
  );
}

type Shown = Pick<ReservationPageView, 'side' | 'handoverDetail' | 'quantityMilli' | 'unit' | 'massBasis'>;

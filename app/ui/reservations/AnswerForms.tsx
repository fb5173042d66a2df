import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { PriceView } from '#app/domain/prices/views.ts';
import type { GiftView } from '#app/domain/reservations/gift.server.ts';
import type { ReservationPageView } from '#app/domain/reservations/views.ts';
import type { ReservationVerb } from '#app/domain/reservations/workflow.ts';
import { formatInstantAt } from '#app/i18n/dates.ts';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextArea } from '#app/ui/kit/TextArea.tsx';
import { DateField } from '#app/ui/kit/TextField.tsx';
import { useReaderZone } from '#app/ui/layout/reader-zone.ts';
import { PriceToAccept } from '#app/ui/prices/PriceToAccept.tsx';
import { type GIFT_FIELDS, GiftFields } from './GiftFields.tsx';

export interface AnswerKeys {
  answer: string;
  refuse: string;
  cancel: string;
  extend: string;
  confirm: string;
}

interface Props {
  reservation: Pick<ReservationPageView, 'other' | 'expiresAt' | 'zone'>;
  verbs: readonly ReservationVerb[];
  keys: AnswerKeys;
  today: string;
  /** what a public owner's gift asks before it is accepted */
  gift: GiftView | null;
  /** a price the taker proposed is answered together with the request */
  price: PriceView;
}

/** What this side may answer: accept stands out, the rest unfolds. */
export function AnswerForms({ reservation, verbs, keys, today, gift, price }: Props) {
  if (verbs.length === 0) return null;
  return (
    <div className="mt-8 no-print">
      {verbs.includes('accept') ? (
        <Accept name={reservation.other.name} formKey={keys.answer} gift={gift} price={price} />
      ) : null}
      {verbs.includes('extend') ? (
        <Extend reservation={reservation} formKey={keys.extend} today={today} />
      ) : null}
      {verbs.includes('refuse') ? <WithReason intent="refuse" formKey={keys.refuse} /> : null}
      {verbs.includes('cancel') ? <WithReason intent="cancel" formKey={keys.cancel} /> : null}
    </div>
  );
}

interface AcceptProps extends Pick<Props, 'gift' | 'price'> {
  name: string;
  formKey: string;
}

function Accept({ name, formKey, gift, price }: AcceptProps) {
  const t = useTranslations('reservations.act');
  const labelOf = useTranslations('offering.gift');
  const prices = useTranslations('prices.accept');
  const [form, fields] = useIntentForm<Record<(typeof GIFT_FIELDS)[number] | 'price', string>>('accept');
  const labels = {
    giftBasis: labelOf('basis'),
    giftUnitValue: labelOf('unitValue'),
    giftDecision: labelOf('decision'),
    giftJustification: labelOf('justification'),
    price: prices('legend'),
  };
  return (
    <Form method="post" {...getFormProps(form)} className="mb-6">
      <FormErrors form={form} labels={labels} />
      <KeyField value={formKey} />
      <input type="hidden" name="intent" value="accept" />
      {gift ? <GiftFields gift={gift} fields={fields} /> : null}
      {price.may.answer ? <PriceToAccept field={fields.price} price={price} /> : null}
      <p className="mb-3">{t('acceptHelp', { name })}</p>
      <SubmitButton size="large">{t('accept')}</SubmitButton>
    </Form>
  );
}

function Extend({
  reservation: { expiresAt, zone },
  formKey,
  today,
}: Pick<Props, 'reservation' | 'today'> & { formKey: string }) {
  const t = useTranslations('reservations.act');
  const deadline = formatInstantAt(useLocale(), new Date(expiresAt), zone, useReaderZone());
  const [form, fields] = useIntentForm<{ until: string }>('extend');
  return (
    <Disclosure summary={t('extend')} open={form.status === 'error'}>
      <Form method="post" {...getFormProps(form)} className="space-y-4">
        <FormErrors form={form} labels={{ until: t('until') }} />
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="extend" />
        <DateField
          field={fields.until}
          label={t('until')}
          hint={t('untilHint', { deadline })}
          min={today}
          required
        />
        <SubmitButton variant="secondary">{t('extendTitle')}</SubmitButton>
      </Form>
    </Disclosure>
  );
}

function WithReason({ intent, formKey }: { intent: 'refuse' | 'cancel'; formKey: string }) {
  const t = useTranslations('reservations.act');
  const [form, fields] = useIntentForm<{ reason: string }>(intent);
  return (
    <Disclosure summary={t(intent)} open={form.status === 'error'}>
      <Form method="post" {...getFormProps(form)} className="space-y-4">
        <FormErrors form={form} labels={{ reason: t('reason') }} />
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value={intent} />
        <TextArea field={fields.reason} label={t('reason')} optional rows={3} />
        <SubmitButton variant="danger">{t(`${intent}Title`)}</SubmitButton>
      </Form>
    </Disclosure>
  );
}

import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { PlaceView } from '#app/domain/reservations/waitlist.server.ts';
import { formatInstantAt } from '#app/i18n/dates.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { withFacts } from '#app/ui/kit/fields.ts';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextArea } from '#app/ui/kit/TextArea.tsx';
import { useReaderZone } from '#app/ui/layout/reader-zone.ts';
import { Conditions } from '#app/ui/lots/Conditions.tsx';

export type PlaceKeys = Record<'take' | 'decline' | 'leave', string>;

/** What came back is offered: yes or no, until when. */
export function OfferForms({
  place,
  offer,
  keys,
}: {
  place: PlaceView;
  offer: NonNullable<PlaceView['offer']>;
  keys: PlaceKeys;
}) {
  const t = useTranslations('waitlist.offer');
  const locale = useLocale();
  const quantity = formatQuantity(locale, offer.quantityMilli, place.unit);
  const wanted = formatQuantity(locale, place.quantityMilli, place.unit);
  const part = offer.quantityMilli < place.quantityMilli;
  const deadline = formatInstantAt(locale, new Date(offer.expiresAt), place.zone, useReaderZone());
  return (
    <>
      <Alert tone="warning" title={t('title', { quantity })}>
        <p>{t('until', { deadline })}</p>
        {part ? <p>{t('part', { wanted })}</p> : null}
      </Alert>
      <Take place={place} quantity={quantity} formKey={keys.take} />
      <OneButton intent="decline" formKey={keys.decline}>
        <p className="mb-3 text-muted">{t(part && !place.acceptLess ? 'declineKeeps' : 'declineLoses')}</p>
        <SubmitButton variant="secondary">{t('decline')}</SubmitButton>
      </OneButton>
    </>
  );
}

function Take({ place, quantity, formKey }: { place: PlaceView; quantity: string; formKey: string }) {
  const t = useTranslations('waitlist.offer');
  const reserve = useTranslations('lots.reserve');
  const details = useTranslations('lotDetails.conditions');
  const [form, fields] = useIntentForm<{ note: string; conditions: string }>('take');
  const { conditions } = place;
  return (
    <Form method="post" {...getFormProps(form)} className="mt-6 space-y-5">
      <FormErrors form={form} labels={{ note: reserve('note'), conditions: details('title') }} />
      <KeyField value={formKey} />
      <input type="hidden" name="intent" value="take" />
      {conditions ? (
        <section aria-labelledby="offer-conditions" className="rounded-lg border border-edge p-5">
          <h2 id="offer-conditions" className="text-lg">
            {t('newConditions')}
          </h2>
          <Conditions conditions={conditions.said} />
          <Checkbox
            field={withFacts(fields.conditions, { required: true })}
            label={details('tick')}
            value={conditions.digest}
            className="mt-3"
          />
        </section>
      ) : null}
      <TextArea
        field={fields.note}
        label={reserve('note')}
        hint={reserve('noteHint')}
        optional
        rows={3}
        maxLength={2000}
      />
      <SubmitButton size="large">{t('take', { quantity })}</SubmitButton>
    </Form>
  );
}

/** A form with one thing to press. */
export function OneButton({
  intent,
  formKey,
  children,
}: {
  intent: 'decline' | 'leave';
  formKey: string;
  children: React.ReactNode;
}) {
  const [form] = useIntentForm(intent);
  return (
    <Form method="post" {...getFormProps(form)} className="mt-8">
      <FormErrors form={form} labels={{}} />
      <KeyField value={formKey} />
      <input type="hidden" name="intent" value={intent} />
      {children}
    </Form>
  );
}

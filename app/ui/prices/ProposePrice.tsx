import { getFormProps, type SubmissionResult } from '@conform-to/react';
import { Form, useActionData } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { PriceView } from '#app/domain/prices/views.ts';
import { formatMoney, unitEach } from '#app/i18n/format.ts';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { withFacts } from '#app/ui/kit/fields.ts';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { NumberField } from '#app/ui/kit/NumberField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

/** One other price, once; one that surprises is asked about before it leaves. */
export function ProposePrice({ price, formKey }: { price: PriceView; formKey: string }) {
  const t = useTranslations('prices.proposal');
  const locale = useLocale();
  const [form, fields] = useIntentForm<{ proposal: string; sure: string }>('propose');
  const doubted = useActionData<SubmissionResult & { refused?: string }>()?.refused === 'proposal-unlikely';
  const { priceBasis, priceTax, priceCents } = price;
  const amount = t('amount', { basis: priceBasis, unit: unitEach(locale, price.unit) });
  return (
    <section aria-labelledby="propose-title">
      <h2 id="propose-title" className="text-xl">
        {t('proposeTitle')}
      </h2>
      <p className="mt-2 max-w-prose text-muted">{t('proposeHelp', { name: price.other })}</p>
      <Form method="post" {...getFormProps(form)} className="mt-4 space-y-5">
        <FormErrors form={form} labels={{ proposal: amount, sure: t('sure') }} />
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="propose" />
        <NumberField
          field={withFacts(fields.proposal, { required: true })}
          label={amount}
          hint={t('amountHint', {
            tax: priceTax,
            most: priceCents === null ? 'none' : formatMoney(locale, priceCents),
          })}
          unit="€"
        />
        {doubted ? <Checkbox field={fields.sure} label={t('sure')} hint={t('sureHint')} /> : null}
        <SubmitButton>{t('send')}</SubmitButton>
      </Form>
    </section>
  );
}

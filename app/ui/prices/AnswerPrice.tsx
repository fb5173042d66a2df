import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { asPrice } from '#app/domain/lots/price-words.ts';
import type { PriceView } from '#app/domain/prices/views.ts';
import { formatPrice } from '#app/i18n/format.ts';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

/** What the holder may answer to a proposed price, before the request itself. */
export function AnswerPrice({ price, keys }: { price: PriceView; keys: readonly [string, string] }) {
  const t = useTranslations('prices.proposal');
  const proposed = formatPrice(useLocale(), {
    ...asPrice({ ...price, priceCents: price.proposal?.cents ?? null }),
    negotiable: undefined,
  });
  return (
    <div>
      <p className="mb-4 max-w-prose">{t('answerHelp')}</p>
      <div className="flex flex-wrap gap-3">
        <OneButton
          intent="accepted"
          formKey={keys[0]}
          label={t('accept', { price: proposed })}
          variant="primary"
        />
        <OneButton intent="refused" formKey={keys[1]} label={t('refuse')} variant="secondary" />
      </div>
    </div>
  );
}

/** The taker takes its proposal back. */
export function WithdrawPrice({ formKey }: { formKey: string }) {
  const t = useTranslations('prices.proposal');
  return (
    <div>
      <p className="mb-4 max-w-prose">{t('withdrawHelp')}</p>
      <OneButton intent="withdrawn" formKey={formKey} label={t('withdraw')} variant="danger" />
    </div>
  );
}

interface OneButtonProps {
  intent: 'accepted' | 'refused' | 'withdrawn';
  formKey: string;
  label: string;
  variant: 'primary' | 'secondary' | 'danger';
}

function OneButton({ intent, formKey, label, variant }: OneButtonProps) {
  const [form] = useIntentForm(intent);
  return (
    <Form method="post" {...getFormProps(form)}>
      <FormErrors form={form} />
      <KeyField value={formKey} />
      <input type="hidden" name="intent" value={intent} />
      <SubmitButton variant={variant}>{label}</SubmitButton>
    </Form>
  );
}

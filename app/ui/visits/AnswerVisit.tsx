import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { GiftsAsked, VisitLineView } from '#app/domain/reservations/visit-views.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextArea } from '#app/ui/kit/TextArea.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { type GIFT_FIELDS, GiftFields } from '#app/ui/reservations/GiftFields.tsx';

type Gift = Record<(typeof GIFT_FIELDS)[number], string>;

interface Fields extends Record<string, unknown> {
  answer: Record<string, string>;
  gift: Record<string, Gift>;
  note: string;
}

interface Props {
  /** those that await an answer */
  lines: readonly VisitLineView[];
  name: string;
  formKey: string;
  gifts: GiftsAsked;
}

/** The holder's answer to each line, in one form; a public owner's gift says why beside its line. */
export function AnswerVisit({ lines, name, formKey, gifts }: Props) {
  const t = useTranslations('visits.answer');
  const gift = useTranslations('offering.gift');
  const locale = useLocale();
  const [form, fields] = useIntentForm<Fields>('answer', {
    answer: Object.fromEntries(lines.map(({ publicId }) => [publicId, 'later'])),
  });
  const answers = fields.answer.getFieldset();
  const said = fields.gift.getFieldset();
  const labels = Object.fromEntries([
    ...lines.flatMap(({ publicId, lot }) => [
      [`answer.${publicId}`, lot.title],
      ...(
        [
          ['giftBasis', 'basis'],
          ['giftUnitValue', 'unitValue'],
          ['giftDecision', 'decision'],
          ['giftJustification', 'justification'],
        ] as const
      ).map(([field, label]) => [`gift.${publicId}.${field}`, `${lot.title}, ${gift(label)}`]),
    ]),
    ['note', t('note', { name })],
  ]) as Record<string, string>;
  return (
    <Section title={t('title')} lead={t('lead', { name })} className="no-print">
      <Form method="post" {...getFormProps(form)} className="space-y-6">
        <FormErrors form={form} labels={labels} />
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="answer" />
        {lines.map((line) => {
          const asked = gifts[line.publicId];
          const field = answers[line.publicId];
          const giftField = said[line.publicId];
          return field ? (
            <div key={line.publicId} className="group/line border-b border-line pb-4">
              <RadioGroup
                field={field}
                className="sm:[&>div]:flex sm:[&>div]:gap-8"
                legend={`${formatQuantity(locale, line.quantityMilli, line.unit)} · ${line.lot.title}`}
                choices={[
                  { value: 'accept', label: t('accept') },
                  { value: 'refuse', label: t('refuse') },
                  { value: 'later', label: t('later') },
                ]}
              />
              {asked && giftField ? (
                <div className="group-[:not(:has(input[value=accept]:checked))]/line:hidden">
                  <GiftFields gift={asked} fields={giftField.getFieldset()} />
                </div>
              ) : null}
            </div>
          ) : null;
        })}
        <TextArea field={fields.note} label={t('note', { name })} optional rows={2} maxLength={1000} />
        <SubmitButton size="large">{t('submit')}</SubmitButton>
      </Form>
    </Section>
  );
}

import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { DayAhead } from '#app/domain/moves/views.ts';
import { CANCEL_REASONS } from '#app/domain/slots/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { formatDay } from '#app/i18n/dates.ts';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { plainField } from '#app/ui/kit/fields.ts';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

interface Props {
  site: string;
  days: readonly DayAhead[];
  /** the day looked at */
  day: string | null;
  formKey: string;
}

/** One day called off: which, who is expected then, and the one button that does it. */
export function CallOffDay({ site, days, day, formKey }: Props) {
  const t = useTranslations('moves.day');
  const locale = useLocale();
  const shown = days.find((one) => one.day === day);
  return (
    <Section id="day" title={t('heading')} lead={t('lead')}>
      {days.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <Form method="get" action={`${paths.postponeSite(site)}#day`} className="space-y-5">
          <RadioGroup
            field={plainField('day', { value: day, required: true })}
            legend={t('day')}
            choices={days.map((one) => ({
              value: one.day,
              label: t('choice', { day: formatDay(locale, one.day, { weekday: true }), slots: one.slots }),
              hint: t('choiceTakers', {
                reservations: one.reservations,
                names: new Intl.ListFormat(locale).format(one.takers) || 'none',
              }),
            }))}
          />
          <SubmitButton variant="secondary" pending={false}>
            {t('see')}
          </SubmitButton>
        </Form>
      )}
      {shown ? <Confirm key={shown.day} site={site} day={shown} formKey={formKey} /> : null}
    </Section>
  );
}

function Confirm({ site, day, formKey }: { site: string; day: DayAhead; formKey: string }) {
  const t = useTranslations('moves.day');
  const locale = useLocale();
  const [form, fields] = useIntentForm<{ cause: string; day: string }>('cancel-day');
  return (
    <Section
      level={3}
      title={t('seeTitle', { day: formatDay(locale, day.day, { weekday: true }) })}
      className="mt-8"
    >
      <p>
        {t('expected', {
          slots: day.slots,
          reservations: day.reservations,
          names: new Intl.ListFormat(locale).format(day.takers),
        })}
      </p>
      <Form
        method="post"
        action={paths.postponeSite(site, { day: day.day })}
        {...getFormProps(form)}
        className="mt-5 space-y-5"
      >
        <FormErrors form={form} labels={{ cause: t('cause') }} />
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="cancel-day" />
        <input type="hidden" name="day" value={day.day} readOnly />
        <RadioGroup
          field={fields.cause}
          legend={t('cause')}
          choices={CANCEL_REASONS.map((value) => ({ value, label: t(`causes.${value}`) }))}
        />
        <SubmitButton variant="danger">{t('confirm', { takers: day.takers.length })}</SubmitButton>
      </Form>
    </Section>
  );
}

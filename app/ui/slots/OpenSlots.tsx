import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { SLOT_LIMITS, WEEKDAYS } from '#app/domain/slots/vocabulary.ts';
import { weekdayName } from '#app/i18n/slot-hours.ts';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { withFacts } from '#app/ui/kit/fields.ts';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { NumberField } from '#app/ui/kit/NumberField.tsx';
import { CheckboxGroup, RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { DateField, TextField } from '#app/ui/kit/TextField.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

interface Fields extends Record<string, unknown> {
  how: string;
  on: string;
  from: string;
  to: string;
  capacity: string;
  weekdays: string[];
  until: string;
  skip: string[];
  onHolidays: string;
}

/** Hours opened once, or every week on some days; what only a repetition needs is apart. */
export function OpenSlots({
  today,
  until,
  formKey,
}: {
  today: string;
  until: string | null;
  formKey: string;
}) {
  const t = useTranslations('slots.open');
  const locale = useLocale();
  const [form, fields] = useIntentForm<Fields>('open', {
    how: 'once',
    from: '08:00',
    to: '12:00',
    capacity: '2',
    until: until ?? '',
  });
  const skip = fields.skip.getFieldList();
  const labels = {
    how: t('how'),
    on: t('on'),
    from: t('from'),
    to: t('to'),
    capacity: t('capacity'),
    weekdays: t('weekdays'),
    until: t('until'),
    skip: t('skip'),
    ...Object.fromEntries(skipNames.map((name, index) => [name, t('skipOne', { n: index + 1 })])),
    onHolidays: t('onHolidays'),
  };
  const required = { required: true };
  return (
    <Section title={t('title')} className="no-print">
      <Form method="post" {...getFormProps(form)} className="space-y-6">
        <FormErrors form={form} labels={labels} />
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="open" />
        <RadioGroup
          field={fields.how}
          legend={labels.how}
          layout="tiles"
          choices={[
            { value: 'once', label: t('once') },
            { value: 'weekly', label: t('weekly'), hint: t('weeklyHint') },
          ]}
        />
        <div className="grid items-end gap-5 sm:grid-cols-[2fr_1fr_1fr]">
          <DateField
            field={withFacts(fields.on, { ...required, min: today })}
            label={labels.on}
            hint={t('onHint')}
          />
          <TextField field={withFacts(fields.from, required)} type="time" label={labels.from} />
          <TextField field={withFacts(fields.to, required)} type="time" label={labels.to} />
        </div>
        <NumberField
          field={withFacts(fields.capacity, required)}
          label={labels.capacity}
          hint={t('capacityHint')}
          whole
        />
        <fieldset className="space-y-6 border-l-4 border-line pl-4">
          <legend className="font-semibold">{t('repeat')}</legend>
          <CheckboxGroup
            field={fields.weekdays}
            legend={labels.weekdays}
            layout="tiles"
            choices={WEEKDAYS.map((day) => ({ value: String(day), label: weekdayName(locale, day) }))}
          />
          <DateField
            field={withFacts(fields.until, { min: today })}
            label={labels.until}
            className="max-w-60"
          />
          <Checkbox field={fields.onHolidays} label={labels.onHolidays} hint={t('onHolidaysHint')} />
          <Disclosure summary={labels.skip} open={skip.length > 0}>
            <div className="grid gap-4 sm:grid-cols-2">
              {skipNames.map((name, index) => (
                <DateField
                  key={name}
                  field={withFacts(fields.skip, {
                    id: `open-${name}`,
                    name,
                    errorId: `open-${name}-error`,
                    errors: skip[index]?.errors,
                    initialValue: skip[index]?.initialValue,
                  })}
                  label={t('skipOne', { n: index + 1 })}
                />
              ))}
            </div>
          </Disclosure>
        </fieldset>
        <SubmitButton size="large">{t('submit')}</SubmitButton>
      </Form>
    </Section>
  );
}

const skipNames = Array.from({ length: SLOT_LIMITS.skipped }, (_, index) => `skip[${index}]`);

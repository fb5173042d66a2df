import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form, useActionData } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { OUTCOMES, type OutcomeView, THROWN_TO } from '#app/domain/ledger/outcome.ts';
import { formatMilli } from '#app/domain/lots/quantity.ts';
import { formatDay, formatInstant } from '#app/i18n/dates.ts';
import { formatQuantity, unitName } from '#app/i18n/format.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { NumberField } from '#app/ui/kit/NumberField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { OutcomeSaid } from './OutcomeSaid.tsx';

interface Props {
  outcome: OutcomeView;
  /** of the one press, and of the parts */
  keys: readonly [string, string];
}

/** One question, one press; or in parts, when not all of it had the same end. */
export function OutcomeAnswer({ outcome, keys }: Props) {
  const t = useTranslations('outcomes');
  const locale = useLocale();
  const { said, unit, takenMilli, over, changeUntil, zone } = outcome;
  return (
    <div className="space-y-6">
      <p className="text-lg">
        {t('what', {
          quantity: formatQuantity(locale, takenMilli, unit),
          holder: outcome.holder,
          day: formatDay(locale, outcome.pickedUpOn),
        })}
      </p>
      {said ? (
        <Alert tone="info" title={t('said')}>
          <OutcomeSaid outcome={outcome} />
          {changeUntil && !over ? (
            <p className="mt-2">
              {t('until', { until: formatInstant(locale, new Date(changeUntil), zone) })}
            </p>
          ) : null}
        </Alert>
      ) : null}
      {outcome.takenBack ? <Alert tone="warning">{t('takenBack')}</Alert> : null}
      {over ? (
        <Alert tone="warning">{t('over')}</Alert>
      ) : (
        <>
          <p>{t('why')}</p>
          <Form method="post" className="space-y-3">
            <KeyField value={keys[0]} />
            {OUTCOMES.map((what) => (
              <SubmitButton key={what} name="all" value={what} variant="secondary" size="large" wide>
                {t(`all.${what}`)}
              </SubmitButton>
            ))}
          </Form>
          {takenMilli > outcome.stepMilli ? <Parts outcome={outcome} formKey={keys[1]} /> : null}
        </>
      )}
    </div>
  );
}

interface Fields extends Record<string, unknown> {
  installed: string;
  stored: string;
  resold: string;
  thrown: string;
  thrownTo: string;
}

const PARTS = ['installed', 'stored', 'resold', 'thrown'] as const;

function Parts({ outcome: { said, unit, takenMilli }, formKey }: { outcome: OutcomeView; formKey: string }) {
  const t = useTranslations('outcomes');
  const locale = useLocale();
  const lastResult = useActionData<SubmissionResult<string[]>>() ?? null;
  const [form, fields] = useForm<Fields>({
    id: 'outcome',
    lastResult,
    defaultValue: {
      ...Object.fromEntries(PARTS.map((part) => [part, said?.[part] ? formatMilli(said[part]) : ''])),
      thrownTo: said?.thrownTo ?? 'landfilled',
    },
    shouldRevalidate: 'onSubmit',
  });
  const labels = Object.fromEntries(PARTS.map((part) => [part, t(`parts.${part}`)]));
  return (
    <Disclosure summary={t('inParts')} open={lastResult?.status === 'error'} className="border-t">
      <Form method="post" {...getFormProps(form)} className="space-y-5">
        <FormErrors form={form} labels={labels} />
        <KeyField value={formKey} />
        <p className="text-muted">{t('sum', { quantity: formatQuantity(locale, takenMilli, unit) })}</p>
        <div className="grid items-end gap-5 sm:grid-cols-2">
          {PARTS.map((part) => (
            <NumberField
              key={part}
              field={fields[part]}
              label={t(`parts.${part}`)}
              unit={unitName(locale, unit)}
              optional
            />
          ))}
        </div>
        <RadioGroup
          field={fields.thrownTo}
          legend={t('thrownTo')}
          choices={THROWN_TO.map((value) => ({ value, label: t(`to.${value}`) }))}
        />
        <SubmitButton>{t('save')}</SubmitButton>
      </Form>
    </Disclosure>
  );
}

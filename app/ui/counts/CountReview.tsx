import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form, useActionData } from '@remix-run/react';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { formatMilli } from '#app/domain/lots/quantity.ts';
import type { CountDoubt } from '#app/domain/lots/suspicious-count.ts';
import { keepField } from '#app/domain/reservations/count-schema.ts';
import type { CountSheet } from '#app/domain/reservations/count-sheet.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { withFacts } from '#app/ui/kit/fields.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { NumberField } from '#app/ui/kit/NumberField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Taker } from './HeldBy.tsx';
import { sharing } from './sharing.ts';
import { Told } from './Told.tsx';

interface Props {
  sheet: CountSheet;
  countedMilli: number;
  cause: string;
  doubt: CountDoubt | null;
  formKey: string;
}

/** What recording this count would change, reservation by reservation, before anything is written. */
export function CountReview({ sheet, countedMilli, cause, doubt, formKey }: Props) {
  const t = useTranslations('counts.review');
  const doubts = useTranslations('counts.doubt');
  const locale = useLocale();
  const lastResult = useActionData<SubmissionResult<string[]>>();
  const typedMilli = (milli: number) =>
    locale === 'fr' ? formatMilli(milli).replace('.', ',') : formatMilli(milli);
  const [form, fields] = useForm<Record<string, string>>({
    id: 'count',
    lastResult,
    shouldRevalidate: 'onSubmit',
  });
  const typedAt = (publicId: string, proposed: number) =>
    String(fields[keepField(publicId)]?.initialValue ?? typedMilli(proposed));
  const [typed, setTyped] = useState<Record<string, string>>(() =>
    Object.fromEntries(sheet.holds.map((hold) => [hold.publicId, typedAt(hold.publicId, hold.keepsMilli)])),
  );
  const amount = (milli: number) => formatQuantity(locale, milli, sheet.unit);
  const shrinks = sheet.missingMilli > 0;
  const free = sheet.holds.filter((hold) => !hold.fixed);
  const { givenMilli, touched } = sharing(sheet.holds, typed);
  const over = givenMilli - sheet.missingMilli;
  const labels = Object.fromEntries([
    ['sure', doubts('again')],
    ...sheet.holds.map((hold) => [keepField(hold.publicId), hold.taker]),
  ]);
  const spoken = sheet.holds.filter((hold) => hold.fixed).reduce((sum, hold) => sum + hold.heldMilli, 0);
  if (countedMilli < spoken) return <Alert tone="danger">{t('noWay', { held: amount(spoken) })}</Alert>;
  return (
    <Form method="post" {...getFormProps(form)} className="space-y-6 no-print">
      <FormErrors form={form} labels={labels} />
      <KeyField value={formKey} />
      <input type="hidden" name="intent" value="record" />
      <input type="hidden" name="counted" value={formatMilli(countedMilli)} />
      <input type="hidden" name="seen" value={formatMilli(sheet.onSiteMilli)} />
      <input type="hidden" name="cause" value={cause} />
      {shrinks ? (
        <fieldset>
          <legend className="text-lg font-semibold">{t('share')}</legend>
          <p className="text-muted">{t('shareHelp')}</p>
          <ul className="mt-2 divide-y divide-line">
            {free.map((hold) => {
              const field = fields[keepField(hold.publicId)];
              if (!field) return null;
              return (
                <li key={hold.publicId} className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[1fr_18rem]">
                  <div>
                    <Taker hold={hold} />
                  </div>
                  <NumberField
                    field={withFacts(field, { initialValue: typed[hold.publicId], required: true })}
                    label={t('keeps', { name: hold.taker })}
                    hideLabel
                    unit={t('of', { held: amount(hold.heldMilli) })}
                    onChange={(event) => setTyped({ ...typed, [hold.publicId]: event.currentTarget.value })}
                  />
                </li>
              );
            })}
          </ul>
          <p
            role="status"
            className={over === 0 ? 'font-semibold text-success' : 'font-semibold text-danger'}
          >
            {t('sum', { missing: amount(sheet.missingMilli), given: amount(givenMilli) })}{' '}
            {over === 0
              ? t('sumRight')
              : t('sumWrong', { count: over < 0 ? 'less' : 'more', rest: amount(Math.abs(over)) })}
          </p>
        </fieldset>
      ) : null}
      {countedMilli < sheet.onSiteMilli ? <Told touched={touched} unit={sheet.unit} /> : null}
      {doubt ? (
        <Alert
          tone="warning"
          title={doubts('title', { counted: amount(countedMilli), there: amount(sheet.onSiteMilli) })}
        >
          <p>{doubts(doubt)}</p>
          {fields.sure ? (
            <Checkbox field={fields.sure} label={doubts('sure', { counted: amount(countedMilli) })} />
          ) : null}
        </Alert>
      ) : null}
      <div className="flex flex-wrap gap-3">
        <SubmitButton size="large">{t('record', { counted: amount(countedMilli) })}</SubmitButton>
        <LinkButton size="large" to={paths.lot(sheet.publicId)}>
          {t('back')}
        </LinkButton>
      </div>
    </Form>
  );
}

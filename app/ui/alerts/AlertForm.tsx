import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form, Link, useActionData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { CriteriaNames } from '#app/domain/alerts/views.ts';
import { RADII_KM, RHYTHMS, type Rhythm } from '#app/domain/alerts/vocabulary.ts';
import type { LotFilters } from '#app/domain/lots/filters.ts';
import { paths } from '#app/http/paths.ts';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { withFacts } from '#app/ui/kit/fields.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { PlaceField } from '#app/ui/territories/PlaceField.tsx';
import { CriteriaList } from './CriteriaList.tsx';
import { useCriteriaWords } from './criteria-words.ts';

export interface AlertDraft {
  /** null: proposed from the criteria */
  name: string | null;
  rhythm: Rhythm;
  query: string;
  filters: LotFilters;
  names: CriteriaNames;
}

type Fields = Record<'name' | 'criteria' | 'communeCode' | 'radiusKm' | 'keepArea' | 'rhythm', string>;

/** What is looked for, around where, and how often to write. */
export function AlertForm({
  draft,
  formKey,
  submit,
}: {
  draft: AlertDraft;
  formKey: string;
  submit: string;
}) {
  const t = useTranslations('alerts');
  const { filters, names, query } = draft;
  const proposed = useProposedName(filters, names);
  const [form, fields] = useForm<Fields>({
    id: 'alert',
    lastResult: useActionData<SubmissionResult<string[]>>(),
    defaultValue: {
      name: draft.name ?? proposed,
      communeCode: filters.around ?? '',
      radiusKm: String(filters.radius_km ?? 20),
      keepArea: filters.bbox ? 'on' : '',
      rhythm: draft.rhythm,
    },
    shouldRevalidate: 'onSubmit',
  });
  const labels = {
    name: t('form.name'),
    communeCode: t('form.place'),
    radiusKm: t('form.radius'),
    rhythm: t('form.rhythm'),
  };
  return (
    <Form method="post" {...getFormProps(form)} className="space-y-6">
      <FormErrors form={form} labels={labels} />
      <KeyField value={formKey} />
      <input type="hidden" name="criteria" value={query} />
      <div className="rounded-lg border border-line bg-sunken p-4">
        <h2 className="text-base font-semibold">{t('form.criteria')}</h2>
        <CriteriaList filters={filters} names={names} />
        <Link className="link inline-flex min-h-11 items-center" to={paths.lotsMatching(query)}>
          {t('form.changeCriteria')}
        </Link>
      </div>
      <TextField field={withFacts(fields.name, { required: true })} label={labels.name} maxLength={120} />
      <div className="grid items-end gap-5 sm:grid-cols-[2fr_1fr]">
        <PlaceField
          field={fields.communeCode}
          label={labels.communeCode}
          hint={t(filters.near ? 'form.placeHintPosition' : 'form.placeHint')}
          text={filters.around ? (names.places[`commune:${filters.around}`] ?? '') : ''}
          optional
        />
        <SelectField
          field={fields.radiusKm}
          label={labels.radiusKm}
          choices={radii(filters.radius_km).map((km) => ({ value: String(km), label: t('form.km', { km }) }))}
        />
      </div>
      {filters.bbox ? (
        <Checkbox field={fields.keepArea} label={t('form.keepArea')} hint={t('form.keepAreaHint')} />
      ) : null}
      <RadioGroup
        field={withFacts(fields.rhythm, { required: true })}
        legend={labels.rhythm}
        layout="tiles"
        choices={RHYTHMS.map((value) => ({
          value,
          label: t(`rhythm.${value}`),
          hint: t(`rhythmHint.${value}`),
        }))}
      />
      <SubmitButton size="large">{submit}</SubmitButton>
    </Form>
  );
}

/** The usual distances, and the one of these criteria. */
const radii = (own: number | undefined): number[] =>
  [...new Set([...RADII_KM, ...(own === undefined ? [] : [own])])].sort((a, b) => a - b);

function useProposedName(filters: LotFilters, names: CriteriaNames): string {
  const t = useTranslations('alerts.form');
  const { what, where } = useCriteriaWords()(filters, names);
  const shown = what.length > 3 ? [...what.slice(0, 3), '…'] : what;
  const thing = shown.length > 0 ? shown.join(', ') : filters.free ? t('nameFree') : t('nameAny');
  const name = where ? `${thing}, ${where}` : thing;
  return name.slice(0, 120);
}

import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form, useActionData } from '@remix-run/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { PHOTO_LIMITS } from '#app/domain/lots/photos.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import type { TypeOption } from '#app/domain/materials/views.ts';
import type { AcceptMode } from '#app/domain/sites/vocabulary.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { FieldGroup } from '#app/ui/kit/FieldGroup.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { textOf, withFacts } from '#app/ui/kit/fields.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { PriceFields, QuantityFields, StateFields } from './EssentialFields.tsx';
import {
  LOT_FIELDS,
  type LotField,
  type LotFields,
  OTHER_UNIT_FIELDS,
  PICKUP_FIELDS,
  REMOVAL_FIELDS,
} from './lot-form.ts';
import { hasDefaultMass, MassFields } from './MassFields.tsx';
import { LegalFields, LocationFields, MaterialFields, PollutantFields } from './MoreFields.tsx';
import { OtherUnitFields } from './OtherUnitFields.tsx';
import { PickupFields, RemovalFields } from './RemovalFields.tsx';
import { TypeField } from './TypeField.tsx';

export interface LotFormProps {
  lot: Partial<LotFields>;
  families: readonly { code: string; name: string }[];
  types: readonly TypeOption[];
  formKey: string;
  /** The version these values were read from; none for a new lot. */
  version?: number;
  /** Once published: what only the ledger changes. */
  locked?: { quantityMilli: number; unit: Unit } | null;
  /** The window was proposed from the site's dates. */
  siteDates?: boolean;
  /** Who sorts on the site, when the lot does not say otherwise. */
  siteOperator?: string | null;
  /** how the site answers requests */
  siteMode: AcceptMode;
}

/** A lot in the words of the PEMD diagnosis: the essential first, the rest folded until it is wanted or wrong. */
export function LotForm({
  lot,
  families,
  types,
  formKey,
  version,
  locked = null,
  siteDates = false,
  siteOperator = null,
  siteMode,
}: LotFormProps) {
  const t = useTranslations('lotForm');
  const photos = useTranslations('photos');
  const answer = useActionData<SubmissionResult<string[]>>();
  const [form, fields] = useForm<LotFields>({
    id: 'lot',
    lastResult: answer ?? null,
    defaultValue: lot,
    shouldRevalidate: 'onSubmit',
  });
  const [type, setType] = useState(
    () => types.find(({ code }) => code === fields.typeCode.initialValue) ?? null,
  );
  const [unit, setUnit] = useState(() => textOf(fields.unit.initialValue) ?? '');
  const wrong = (...names: LotField[]) => names.some((name) => form.allErrors[name]?.length);
  const massAsked = type !== null && unit !== '' && !hasDefaultMass(type, unit);

  function choose(next: TypeOption | null) {
    setType(next);
    if (!next) return;
    const title = document.getElementById(fields.title.id);
    const named = types.some(({ name }) => title instanceof HTMLInputElement && title.value === name);
    if (title instanceof HTMLInputElement && (title.value.trim() === '' || named)) title.value = next.name;
    const list = document.getElementById(fields.unit.id);
    if (list instanceof HTMLSelectElement && list.value !== next.unit) {
      list.value = next.unit;
      setUnit(next.unit);
    }
  }

  return (
    <Form method="post" {...getFormProps(form)} className="space-y-10">
      <FormErrors
        form={form}
        labels={Object.fromEntries(LOT_FIELDS.map((name) => [name, t(`label.${name}`)]))}
      />
      <KeyField value={formKey} />
      {version === undefined ? null : <input type="hidden" name="version" value={version} readOnly />}
      <FieldGroup legend={t('group.what')}>
        {locked ? (
          <Locked lot={lot} type={type} />
        ) : (
          <TypeField
            field={fields.typeCode}
            families={families}
            types={types}
            chosen={type}
            typed={textOf(answer?.initialValue?.typeCode_text)}
            onChoose={choose}
          />
        )}
        {type?.needsDocument ? <Alert>{t('needsDocument')}</Alert> : null}
        <TextField
          field={withFacts(fields.title, { required: true })}
          label={t('label.title')}
          hint={t('hint.title')}
          maxLength={160}
          autoComplete="off"
        />
        <QuantityFields fields={fields} type={type} locked={locked} onUnit={setUnit} />
      </FieldGroup>
      <PriceFields fields={fields} />
      <StateFields fields={fields} siteDates={siteDates} />
      {version === undefined ? (
        <Alert title={t('photosNext')}>{photos('limits', { max: PHOTO_LIMITS.perLot })}</Alert>
      ) : null}
      <div className="border-t border-line">
        {locked ? null : (
          <Disclosure summary={t('group.mass')} open={massAsked || wrong('massBasis', 'unitMassKg')}>
            <MassFields fields={fields} type={type} unit={unit} />
          </Disclosure>
        )}
        <Disclosure summary={t('group.otherUnit')} open={wrong(...OTHER_UNIT_FIELDS)}>
          <OtherUnitFields fields={fields} type={type} counting={locked === null} />
        </Disclosure>
        <Disclosure
          summary={t('group.pollutants')}
          open={Boolean(type?.asbestosRisk || type?.leadRisk) || wrong('asbestos', 'lead')}
        >
          <PollutantFields fields={fields} type={type} />
        </Disclosure>
        <Disclosure
          summary={t('group.material')}
          open={wrong(
            'description',
            'ageNote',
            'assembly',
            'lengthMm',
            'widthMm',
            'thicknessMm',
            'reusePotential',
          )}
        >
          <MaterialFields fields={fields} />
        </Disclosure>
        <Disclosure summary={t('group.location')} open={wrong('building', 'level', 'room')}>
          <LocationFields fields={fields} />
        </Disclosure>
        <Disclosure summary={t('group.removal')} open={wrong(...REMOVAL_FIELDS)}>
          <RemovalFields fields={fields} />
        </Disclosure>
        <Disclosure summary={t('group.pickup')} open={wrong(...PICKUP_FIELDS)}>
          <PickupFields fields={fields} siteOperator={siteOperator} siteMode={siteMode} />
        </Disclosure>
        {locked ? null : (
          <Disclosure summary={t('group.legal')} open={wrong('legalLine')}>
            <LegalFields fields={fields} />
          </Disclosure>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton size="large" name="intent" value="save" variant={locked ? 'primary' : 'secondary'}>
          {t(locked ? 'save' : 'saveDraft')}
        </SubmitButton>
        {locked ? null : (
          <SubmitButton size="large" name="intent" value="publish">
            {t('saveAndPublish')}
          </SubmitButton>
        )}
      </div>
      {locked ? null : <p className="text-sm text-muted">{t('publishHelp')}</p>}
    </Form>
  );
}

/** What the ledger holds since publication, sent back as it is so that the form stays whole. */
function Locked({ lot, type }: { lot: Partial<LotFields>; type: TypeOption | null }) {
  const t = useTranslations('lotForm');
  return (
    <>
      <p>
        <span className="block font-semibold">{t('label.typeCode')}</span>
        {type?.name} <span className="text-muted">{t('fixed')}</span>
      </p>
      {(['typeCode', 'unit', 'quantity', 'massBasis', 'unitMassKg', 'legalLine'] as const).map((name) => (
        <input key={name} type="hidden" name={name} value={lot[name] ?? ''} readOnly />
      ))}
    </>
  );
}

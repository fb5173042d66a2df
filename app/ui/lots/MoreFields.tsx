import { useTranslations } from 'use-intl';
import { ASSEMBLIES, LEGAL_LINES, POLLUTANT_ANSWERS, REUSE_POTENTIALS } from '#app/domain/lots/vocabulary.ts';
import type { TypeOption } from '#app/domain/materials/views.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import type { FieldLike } from '#app/ui/kit/fields.ts';
import { NumberField } from '#app/ui/kit/NumberField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { TextArea } from '#app/ui/kit/TextArea.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import type { LotField } from './lot-form.ts';

interface Props {
  fields: Record<LotField, FieldLike>;
}

/** In the words of the PEMD diagnosis. */
export function MaterialFields({ fields }: Props) {
  const t = useTranslations('lotForm');
  const lots = useTranslations('lots');
  return (
    <div className="space-y-5">
      <TextArea
        field={fields.description}
        label={t('label.description')}
        hint={t('hint.description')}
        optional
      />
      <div className="grid items-end gap-5 sm:grid-cols-3">
        {(['lengthMm', 'widthMm', 'thicknessMm'] as const).map((name) => (
          <NumberField key={name} field={fields[name]} label={t(`label.${name}`)} unit="mm" whole optional />
        ))}
      </div>
      <div className="grid items-end gap-5 sm:grid-cols-2">
        <TextField field={fields.ageNote} label={t('label.ageNote')} hint={t('hint.ageNote')} optional />
        <SelectField
          field={fields.assembly}
          label={t('label.assembly')}
          hint={t('hint.assembly')}
          empty={t('notSaid')}
          optional
          choices={ASSEMBLIES.map((value) => ({ value, label: lots(`assembly.${value}`) }))}
        />
      </div>
      <SelectField
        field={fields.reusePotential}
        label={t('label.reusePotential')}
        hint={t('hint.reusePotential')}
        empty={t('notSaid')}
        optional
        className="max-w-sm"
        choices={REUSE_POTENTIALS.map((value) => ({ value, label: lots(`potential.${value}`) }))}
      />
    </div>
  );
}

export function LocationFields({ fields }: Props) {
  const t = useTranslations('lotForm');
  return (
    <div className="grid items-end gap-5 sm:grid-cols-3">
      {(['building', 'level', 'room'] as const).map((name) => (
        <TextField
          key={name}
          field={fields[name]}
          label={t(`label.${name}`)}
          hint={t(`hint.${name}`)}
          autoComplete="off"
          optional
        />
      ))}
    </div>
  );
}

/** An empty answer is "unknown", never "no". */
export function PollutantFields({ fields, type }: Props & { type: TypeOption | null }) {
  const t = useTranslations('lotForm');
  const answers = useTranslations('lots.answer');
  const risk = type?.asbestosRisk ? (type.leadRisk ? 'both' : 'asbestos') : type?.leadRisk ? 'lead' : null;
  const choices = POLLUTANT_ANSWERS.map((value) => ({ value, label: answers(value) }));
  return (
    <div className="space-y-5">
      {risk ? <Alert tone="warning">{t(`risk.${risk}`)}</Alert> : null}
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <SelectField
          field={fields.asbestos}
          label={t('label.asbestos')}
          hint={t('hint.asbestos')}
          choices={choices}
        />
        <SelectField field={fields.lead} label={t('label.lead')} hint={t('hint.lead')} choices={choices} />
      </div>
      <TextField
        field={fields.otherPollutants}
        label={t('label.otherPollutants')}
        hint={t('hint.otherPollutants')}
        autoComplete="off"
        optional
      />
    </div>
  );
}

export function LegalFields({ fields }: Props) {
  const t = useTranslations('lotForm');
  return (
    <RadioGroup
      field={fields.legalLine}
      legend={t('label.legalLine')}
      choices={LEGAL_LINES.map((value) => ({
        value,
        label: t(`legal.${value}`),
        hint: t(`legalHint.${value}`),
      }))}
    />
  );
}

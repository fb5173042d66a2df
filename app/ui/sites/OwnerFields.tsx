import { useTranslations } from 'use-intl';
import { legalStatuses } from '#app/domain/organisations/vocabulary.ts';
import { TITLE_HOLDERS } from '#app/domain/sites/vocabulary.ts';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import { FieldGroup } from '#app/ui/kit/FieldGroup.tsx';
import type { FieldLike } from '#app/ui/kit/fields.ts';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { TextArea } from '#app/ui/kit/TextArea.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';

/** Each field with the key of its label in `ownership`. */
export const OWNER_FIELDS = {
  ownerName: 'owner',
  ownerIsUs: 'us',
  ownerSiren: 'siren',
  ownerStatus: 'status',
  ownerOrganisation: 'organisation',
  titleHolder: 'title',
  titleFirmName: 'firm',
  titleFirmSiren: 'siren',
  titleFirmOrganisation: 'firmOrganisation',
  titleReference: 'reference',
  titleClause: 'clause',
  asbestosSurveyRef: 'asbestosSurvey',
  leadSurveyRef: 'leadSurvey',
} as const;
type Fields = Record<keyof typeof OWNER_FIELDS, FieldLike>;

/** Owner of the works and who holds title to what is removed; then the surveys of the existing building. */
export function OwnerFields({ fields }: { fields: Fields }) {
  const t = useTranslations('ownership');
  return (
    <>
      <FieldGroup legend={t('legend')} lead={t('lead')} className="group/title">
        <Owner fields={fields} />
        <RadioGroup
          field={fields.titleHolder}
          legend={t('title')}
          optional
          choices={[
            { value: 'unsaid', label: t('titleEmpty') },
            ...TITLE_HOLDERS.map((value) => ({
              value: value as string,
              label: t(`holders.${value}`),
              hint: t(`holdersHint.${value}`),
            })),
          ]}
        />
        <Firm fields={fields} />
      </FieldGroup>
      <FieldGroup
        legend={t('surveys')}
        lead={t('surveysLead')}
        className="group-has-[input[value=depot]:checked]/site:hidden"
      >
        <div className="grid items-end gap-5 sm:grid-cols-2">
          <TextField
            field={fields.asbestosSurveyRef}
            label={t('asbestosSurvey')}
            hint={t('surveyHint')}
            maxLength={160}
            autoComplete="off"
            optional
          />
          <TextField
            field={fields.leadSurveyRef}
            label={t('leadSurvey')}
            hint={t('surveyHint')}
            maxLength={160}
            autoComplete="off"
            optional
          />
        </div>
      </FieldGroup>
    </>
  );
}

function Owner({ fields }: { fields: Fields }) {
  const t = useTranslations('ownership');
  const statuses = useTranslations('organisations.statuses');
  const other = 'group-has-[input[name=ownerIsUs]:checked]/title:hidden';
  return (
    <>
      <Checkbox field={fields.ownerIsUs} label={t('us')} />
      <TextField
        field={fields.ownerName}
        label={t('owner')}
        hint={t('ownerHint')}
        maxLength={160}
        autoComplete="off"
        optional
        className={other}
      />
      <div className={`grid items-end gap-5 sm:grid-cols-2 ${other}`}>
        <TextField
          field={fields.ownerSiren}
          label={t('siren')}
          hint={t('sirenHint')}
          inputMode="numeric"
          autoComplete="off"
          optional
        />
        <SelectField
          field={fields.ownerStatus}
          label={t('status')}
          empty={t('statusEmpty')}
          optional
          choices={legalStatuses.map((value) => ({ value, label: statuses(value) }))}
        />
      </div>
      <TextField
        field={fields.ownerOrganisation}
        label={t('organisation')}
        hint={t('organisationHint')}
        autoComplete="off"
        optional
        className={other}
      />
    </>
  );
}

/** Only asked once a firm takes title; without a script everything is there. */
function Firm({ fields }: { fields: Fields }) {
  const t = useTranslations('ownership');
  return (
    <div className="space-y-5 group-[:not(:has(input[value=firm]:checked))]/title:hidden">
      <div className="grid items-end gap-5 sm:grid-cols-2">
        <TextField field={fields.titleFirmName} label={t('firm')} maxLength={160} autoComplete="off" />
        <TextField
          field={fields.titleFirmSiren}
          label={t('siren')}
          inputMode="numeric"
          autoComplete="off"
          optional
        />
      </div>
      <TextField
        field={fields.titleFirmOrganisation}
        label={t('firmOrganisation')}
        hint={t('organisationHint')}
        autoComplete="off"
        optional
      />
      <TextField
        field={fields.titleReference}
        label={t('reference')}
        hint={t('referenceHint')}
        maxLength={160}
        autoComplete="off"
      />
      <TextArea field={fields.titleClause} label={t('clause')} optional rows={4} />
    </div>
  );
}

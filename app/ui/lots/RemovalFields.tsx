import { useTranslations } from 'use-intl';
import { LIFTS, LOADING_HELPS, LOT_ACCEPT_MODES, REMOVALS, VEHICLES } from '#app/domain/lots/vocabulary.ts';
import type { AcceptMode } from '#app/domain/sites/vocabulary.ts';
import type { FieldLike } from '#app/ui/kit/fields.ts';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { TextArea } from '#app/ui/kit/TextArea.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import type { LotField } from './lot-form.ts';

interface Props {
  fields: Record<LotField, FieldLike>;
}

/** What taking the lot away asks: the taker ticks it before reserving. */
export function RemovalFields({ fields }: Props) {
  const t = useTranslations('lotForm');
  const words = useTranslations('lotDetails');
  return (
    <div className="group/removal space-y-5">
      <p className="text-muted">{t('lead.removal')}</p>
      <RadioGroup
        field={fields.removal}
        legend={t('label.removal')}
        choices={REMOVALS.map((value) => ({ value, label: t(`removal.${value}`) }))}
      />
      <div className="hidden group-has-[input[value=by\_taker]:checked]/removal:block">
        <TextArea
          field={fields.privateRemovalReason}
          label={t('label.privateRemovalReason')}
          hint={t('hint.privateRemovalReason')}
          optional
          rows={2}
          maxLength={500}
        />
      </div>
      <TextArea
        field={fields.removalNote}
        label={t('label.removalNote')}
        hint={t('hint.removalNote')}
        optional
        rows={3}
      />
      <div className="grid items-end gap-5 sm:grid-cols-2">
        <TextField
          field={fields.removalFloor}
          label={t('label.removalFloor')}
          hint={t('hint.removalFloor')}
          optional
          inputMode="text"
          autoComplete="off"
          maxLength={4}
        />
        <SelectField
          field={fields.removalLift}
          label={t('label.removalLift')}
          empty={t('notSaid')}
          optional
          choices={LIFTS.map((value) => ({ value, label: words(`lift.${value}`) }))}
        />
        <SelectField
          field={fields.loadingHelp}
          label={t('label.loadingHelp')}
          empty={t('notSaid')}
          optional
          choices={LOADING_HELPS.map((value) => ({ value, label: words(`loading.${value}`) }))}
        />
        <SelectField
          field={fields.largestVehicle}
          label={t('label.largestVehicle')}
          empty={t('notSaid')}
          optional
          choices={VEHICLES.map((value) => ({ value, label: words(`vehicle.${value}`) }))}
        />
      </div>
      {(['removalAccess', 'removalTools', 'protection', 'siteRules'] as const).map((name) => (
        <TextArea
          key={name}
          field={fields[name]}
          label={t(`label.${name}`)}
          hint={t(`hint.${name}`)}
          optional
          rows={2}
        />
      ))}
    </div>
  );
}

interface SiteWays {
  siteOperator: string | null;
  siteMode: AcceptMode;
}

/** Where, when and how it is asked for and collected; what is empty is the site's. */
export function PickupFields({ fields, siteOperator, siteMode }: Props & SiteWays) {
  const t = useTranslations('lotForm');
  const sites = useTranslations('sites.form');
  return (
    <div className="space-y-5">
      <RadioGroup
        field={fields.acceptMode}
        legend={sites('acceptMode')}
        choices={LOT_ACCEPT_MODES.map((value) => ({
          value,
          label: value === 'site' ? t('likeSite', { mode: siteMode }) : sites(`accept.${value}`),
        }))}
      />
      {(['perTaker', 'pickupHours', 'pickupPlace'] as const).map((name) => (
        <TextField
          key={name}
          field={fields[name]}
          label={t(`label.${name}`)}
          hint={t(`hint.${name}`)}
          autoComplete="off"
          optional
        />
      ))}
      <TextField
        field={fields.sortingOperator}
        label={t('label.sortingOperator')}
        hint={t('hint.sortingOperator', { site: siteOperator ?? 'none' })}
        autoComplete="off"
        optional
        maxLength={160}
      />
    </div>
  );
}

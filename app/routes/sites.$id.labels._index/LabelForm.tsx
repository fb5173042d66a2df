import { Printer } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { LABEL_SHEET_NAMES, LABEL_SHEETS, LABEL_STATES, type LabelLot } from '#app/domain/lots/labels.ts';
import { paths } from '#app/http/paths.ts';
import { shortCode } from '#app/http/short-code.ts';
import { Button } from '#app/ui/kit/Button.tsx';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { FieldGroup } from '#app/ui/kit/FieldGroup.tsx';
import { plainField } from '#app/ui/kit/fields.ts';
import { Quantity } from '#app/ui/kit/measures.tsx';
import { NumberField } from '#app/ui/kit/NumberField.tsx';
import { CheckboxGroup, RadioGroup } from '#app/ui/kit/RadioGroup.tsx';

/** A plain GET form whose answer is a PDF: it asks the server and nothing else. */
export function LabelForm({ site, lots }: { site: string; lots: readonly LabelLot[] }) {
  const t = useTranslations('labels');
  const states = LABEL_STATES.filter((state) => lots.some(({ status }) => status === state));
  return (
    <form method="get" action={paths.labelsPdf(site)} className="grid gap-8">
      <FieldGroup legend={t('which')} lead={t('which-lead')}>
        <CheckboxGroup
          field={plainField('state', { value: states.includes('published') ? 'published' : states[0] })}
          legend={t('states')}
          choices={states.map((state) => ({
            value: state,
            label: t(`state.${state}`, { count: lots.filter(({ status }) => status === state).length }),
          }))}
        />
        <Disclosure summary={t('one-by-one')}>
          <p className="text-sm text-muted">{t('one-by-one-hint')}</p>
          <CheckboxGroup
            field={plainField('l')}
            legend={t('lots')}
            choices={lots.map((lot) => ({
              value: shortCode(lot.publicId),
              label: lot.title,
              hint: <LotHint lot={lot} />,
            }))}
          />
        </Disclosure>
      </FieldGroup>
      <FieldGroup legend={t('how')}>
        <RadioGroup
          field={plainField('sheet', { value: '3x8' })}
          legend={t('sheet')}
          layout="tiles"
          choices={LABEL_SHEET_NAMES.map((name) => {
            const { columns, rows, width, height } = LABEL_SHEETS[name];
            return {
              value: name,
              label: t('per-sheet', { count: columns * rows }),
              hint: t('size', { width: Math.round(width), height: Math.round(height) }),
            };
          })}
        />
        <NumberField
          field={{ ...plainField('copies', { value: '1' }), min: 1, max: 50 }}
          label={t('copies')}
          hint={t('copies-hint')}
        />
        {lots.some(({ unit }) => unit === 'pallet') ? (
          <Checkbox
            field={plainField('pallets', { value: 'on' })}
            label={t('pallets')}
            hint={t('pallets-hint')}
          />
        ) : null}
        <NumberField
          field={{ ...plainField('skip', { value: '0' }), min: 0, max: 23 }}
          label={t('skip')}
          hint={t('skip-hint')}
        />
      </FieldGroup>
      <div>
        <Button type="submit" variant="primary" icon={<Printer aria-hidden="true" />}>
          {t('make')}
        </Button>
        <p className="mt-2 text-sm text-muted">{t('print-hint')}</p>
      </div>
    </form>
  );
}

function LotHint({ lot }: { lot: LabelLot }) {
  const about = [lot.pemdRef, lot.place].filter(Boolean).join(' · ');
  return (
    <>
      {lot.quantityMilli === null ? null : <Quantity milli={lot.quantityMilli} unit={lot.unit} />}
      {about && lot.quantityMilli !== null ? ' · ' : null}
      {about}
    </>
  );
}

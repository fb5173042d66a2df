import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { withFacts } from '#app/ui/kit/fields.ts';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { NumberField } from '#app/ui/kit/NumberField.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import type { ShownLot } from './LotFacts.tsx';

export interface SiteChoice {
  publicId: string;
  name: string;
}

interface Props {
  lot: ShownLot;
  /** the organisation's other sites */
  sites: readonly SiteChoice[];
  keys: { duplicate: string; split: string; move: string };
}

/** What is rarer: a second lot alike, part of it apart, all of it elsewhere. */
export function MoreActions({ lot, sites, keys }: Props) {
  const t = useTranslations('lotBatch');
  const units = useTranslations('lots.unit');
  const [split, fields] = useIntentForm<{ quantity: string }>('split');
  const [move, where] = useIntentForm<{ site: string }>('move');
  const divisible = lot.status !== 'withdrawn' && lot.leftMilli > lot.stepMilli;
  return (
    <Disclosure
      summary={t('more.title')}
      open={split.status === 'error' || move.status === 'error'}
      className="mt-4"
    >
      <div className="space-y-8">
        <Form method="post">
          <KeyField value={keys.duplicate} />
          <input type="hidden" name="intent" value="duplicate" />
          <p className="mb-2 text-muted">{t('more.duplicateHelp')}</p>
          <SubmitButton variant="secondary">{t('more.duplicate')}</SubmitButton>
        </Form>
        {divisible ? (
          <Form method="post" {...getFormProps(split)} className="space-y-3">
            <FormErrors form={split} labels={{ quantity: t('more.splitQuantity') }} />
            <KeyField value={keys.split} />
            <input type="hidden" name="intent" value="split" />
            <p className="text-muted">{t('more.splitHelp')}</p>
            <NumberField
              field={withFacts(fields.quantity, { required: true })}
              label={t('more.splitQuantity')}
              unit={units(lot.unit)}
            />
            <SubmitButton variant="secondary">{t('more.split')}</SubmitButton>
          </Form>
        ) : null}
        {sites.length > 0 && lot.status !== 'withdrawn' && lot.leftMilli > 0 ? (
          <Form method="post" {...getFormProps(move)} className="space-y-3">
            <FormErrors form={move} labels={{ site: t('act.moveTo') }} />
            <KeyField value={keys.move} />
            <input type="hidden" name="intent" value="move" />
            <p className="text-muted">{t('act.moveHelp')}</p>
            <SelectField
              field={withFacts(where.site, { required: true })}
              label={t('act.moveTo')}
              choices={sites.map((site) => ({ value: site.publicId, label: site.name }))}
            />
            <SubmitButton variant="secondary">{t('more.moveWhole')}</SubmitButton>
          </Form>
        ) : null}
      </div>
    </Disclosure>
  );
}

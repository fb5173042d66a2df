import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { FATES } from '#app/domain/lots/vocabulary.ts';
import type { TouchedLot, WhatCloses } from '#app/domain/moves/views.ts';
import { DRAFT_ENDS } from '#app/domain/moves/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { plainField } from '#app/ui/kit/fields.ts';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Table } from '#app/ui/kit/Table.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { Holds, Pages } from './TouchedTables.tsx';

/** What was typed, by field name. */
export type Typed = Readonly<Record<string, string>>;

interface Props {
  site: { publicId: string; zone: string };
  what: WhatCloses;
  typed: Typed;
  formKey: string;
}

/** What ends, and what becomes of what remains; nothing is done before it has been looked at once more. */
export function CloseForm({ site, what, typed, formKey }: Props) {
  const t = useTranslations('moves.close');
  const [form, fields] = useIntentForm<{ fate: string; drafts: string }>('see', typed);
  const pageAt = (page: number) => paths.closeSite(site.publicId, { page });
  const pages = what.lots.pages >= what.reservations.pages ? what.lots : what.reservations;
  return (
    <Form method="post" action={paths.closeSite(site.publicId)} {...getFormProps(form)}>
      <FormErrors form={form} labels={{ fate: t('fate') }} />
      <KeyField value={formKey} />
      <input type="hidden" name="intent" value="see" />
      {what.lots.total > 0 ? (
        <Section
          title={t('lots', { count: what.lots.total })}
          lead={what.lots.pages > 1 ? t('lotsPaged') : undefined}
        >
          <FateForAll field={fields.fate} />
          <FateByLot lots={what.lots.rows} typed={typed} />
        </Section>
      ) : (
        <p>
          {t('nothing')}
          <input type="hidden" name="fate" value="kept" />
        </p>
      )}
      {what.drafts > 0 ? (
        <Section title={t('drafts', { count: what.drafts })}>
          <RadioGroup
            field={plainField('drafts', { value: typed.drafts ?? 'keep' })}
            legend={<span className="sr-only">{t('drafts', { count: what.drafts })}</span>}
            choices={DRAFT_ENDS.map((value) => ({
              value,
              label: t(value === 'keep' ? 'draftsKeep' : 'draftsDelete'),
            }))}
          />
        </Section>
      ) : (
        <input type="hidden" name="drafts" value="keep" />
      )}
      {what.reservations.total > 0 ? (
        <Section
          title={t('reservations', { count: what.reservations.total })}
          lead={t('reservationsLead', { takers: what.takers })}
        >
          <Holds reservations={what.reservations} zone={site.zone} moving={false} />
        </Section>
      ) : null}
      <Pages of={pages} pageAt={pageAt} />
      {what.waiting > 0 ? <p className="mt-6">{t('waiting', { count: what.waiting })}</p> : null}
      {what.slots > 0 ? <p className="mt-6">{t('slots', { count: what.slots })}</p> : null}
      {what.begun.length > 0 ? null : (
        <p className="mt-8">
          <SubmitButton size="large" variant="secondary">
            {t('see')}
          </SubmitButton>
        </p>
      )}
    </Form>
  );
}

function FateForAll({ field }: { field: Parameters<typeof RadioGroup>[0]['field'] }) {
  const t = useTranslations('moves.close');
  const fates = useTranslations('lots.page.fates');
  return (
    <RadioGroup
      field={field}
      legend={t('fate')}
      hint={t('fateHint')}
      layout="tiles"
      choices={FATES.map((value) => ({ value, label: fates(value) }))}
      className="mb-6"
    />
  );
}

function FateByLot({ lots, typed }: { lots: readonly TouchedLot[]; typed: Typed }) {
  const t = useTranslations('moves');
  const fates = useTranslations('lots.page.fates');
  const locale = useLocale();
  const quantity = (lot: TouchedLot, milli: number) => formatQuantity(locale, milli, lot.unit);
  return (
    <Table
      caption={t('close.lots', { count: lots.length })}
      hideCaption
      rows={lots}
      rowKey={(lot) => lot.publicId}
      columns={[
        {
          key: 'lot',
          header: t('table.lot'),
          rowHeader: true,
          cell: (lot) => (
            <>
              <TextLink to={paths.lot(lot.publicId)}>{lot.title}</TextLink>
              <span className="block font-normal">
                {quantity(lot, lot.remainingMilli)}
                {lot.heldMilli > 0 ? (
                  <span className="text-muted">
                    {' '}
                    ({t('close.held', { quantity: quantity(lot, lot.heldMilli) })})
                  </span>
                ) : null}
              </span>
            </>
          ),
        },
        {
          key: 'fate',
          header: t('close.fate'),
          cell: (lot) => (
            <SelectField
              field={plainField(`fate-${lot.publicId}`, { value: typed[`fate-${lot.publicId}`] })}
              label={t('close.fateOf', { lot: lot.title })}
              hideLabel
              empty={t('close.asAll')}
              choices={FATES.map((value) => ({ value, label: fates(value) }))}
            />
          ),
        },
      ]}
    />
  );
}

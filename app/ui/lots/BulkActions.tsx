import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { BULK_GROUPS, type BulkGroup } from '#app/domain/lots/bulk-schema.ts';
import { FATES, LOT_ACCEPT_MODES, PRICE_BASES, PRICE_CHOICES } from '#app/domain/lots/vocabulary.ts';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { plainField } from '#app/ui/kit/fields.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { NumberField } from '#app/ui/kit/NumberField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { DateField } from '#app/ui/kit/TextField.tsx';
import type { SiteChoice } from './MoreActions.tsx';
import { PriceTaxFields } from './PriceTaxFields.tsx';

export type Typed = Record<string, string | string[] | undefined>;
type Errors = Record<string, string[] | null>;

interface Props {
  formKey: string;
  sites: readonly SiteChoice[];
  /** what was typed when the form came back */
  typed?: Typed;
  errors?: Errors;
  /** the table with its boxes to tick */
  children: ReactNode;
}

/** One form around the table: each button says what it asks of the ticked lots. */
export function BulkActions({ formKey, sites, typed = {}, errors = {}, children }: Props) {
  const t = useTranslations('lotBatch.act');
  const fates = useTranslations('lots.page');
  return (
    <Form method="post" noValidate>
      <KeyField value={formKey} />
      {children}
      <section aria-labelledby="act-on" className="mt-8 max-w-3xl">
        <h2 id="act-on" className="text-xl">
          {t('title')}
        </h2>
        <div className="mt-3 border-t border-line">
          <Disclosure
            summary={t('publish')}
            open={typed.intent === undefined || typed.intent === 'see-publish'}
          >
            <p className="mb-3 text-muted">{t('publishHelp')}</p>
            <SubmitButton name="intent" value="see-publish">
              {t('publishButton')}
            </SubmitButton>
          </Disclosure>
          <Disclosure summary={t('edit')} open={typed.intent === 'see-edit'}>
            <p className="mb-3 text-muted">{t('editHelp')}</p>
            <ChangeFields typed={typed} errors={errors} />
            <SubmitButton name="intent" value="see-edit">
              {t('editButton')}
            </SubmitButton>
          </Disclosure>
          <Disclosure summary={t('withdraw')} open={typed.intent === 'see-withdraw'}>
            <p className="mb-3 text-muted">{t('withdrawHelp')}</p>
            <RadioGroup
              field={plainField('fate', { value: 'recycled' })}
              legend={fates('fate')}
              choices={FATES.map((value) => ({ value, label: fates(`fates.${value}`) }))}
            />
            <SubmitButton name="intent" value="see-withdraw" variant="danger">
              {t('withdrawButton')}
            </SubmitButton>
          </Disclosure>
          <Disclosure summary={t('delete')} open={typed.intent === 'see-delete'}>
            <p className="mb-3 text-muted">{t('deleteHelp')}</p>
            <SubmitButton name="intent" value="see-delete" variant="danger">
              {t('deleteButton')}
            </SubmitButton>
          </Disclosure>
          <Disclosure summary={t('move')} open={typed.intent === 'move'}>
            <p className="mb-3 text-muted">{sites.length > 0 ? t('moveHelp') : t('noOtherSite')}</p>
            {sites.length > 0 ? (
              <div className="space-y-3">
                <SelectField
                  field={plainField('site')}
                  label={t('moveTo')}
                  choices={sites.map((site) => ({ value: site.publicId, label: site.name }))}
                />
                <SubmitButton name="intent" value="move" variant="secondary">
                  {t('moveButton')}
                </SubmitButton>
              </div>
            ) : null}
          </Disclosure>
          <Disclosure summary={t('merge')} open={typed.intent === 'merge'}>
            <p className="mb-3 text-muted">{t('mergeHelp')}</p>
            <SubmitButton name="intent" value="merge" variant="secondary">
              {t('mergeButton')}
            </SubmitButton>
          </Disclosure>
        </div>
      </section>
    </Form>
  );
}

/** Each group has a box of its own: what is not ticked is not touched. */
function ChangeFields({ typed, errors }: { typed: Typed; errors: Errors }) {
  const t = useTranslations('lotBatch');
  const form = useTranslations('lotForm');
  const site = useTranslations('sites.form');
  const field = (name: string, value?: string) =>
    plainField(name, { value: typed[name] ?? value, errors: errors[name] ?? undefined });
  const groups: Record<BulkGroup, ReactNode> = {
    price: (
      <>
        <RadioGroup
          field={field('pricing', 'gift')}
          legend={form('label.pricing')}
          choices={PRICE_CHOICES.map((value) => ({ value, label: form(`pricing.${value}`) }))}
        />
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <NumberField
            field={field('price')}
            label={form('label.price')}
            hint={form('hint.price')}
            unit="€"
          />
          <SelectField
            field={field('priceBasis', 'unit')}
            label={form('label.priceBasis')}
            hint={form('hint.priceBasis')}
            choices={PRICE_BASES.map((value) => ({ value, label: form(`priceBasis.${value}`) }))}
          />
        </div>
        <PriceTaxFields
          fields={{ priceTax: field('priceTax', 'included'), vatPermille: field('vatPermille', '200') }}
        />
        <Checkbox field={field('negotiable')} label={form('label.negotiable')} />
      </>
    ),
    window: (
      <div className="grid items-end gap-5 sm:grid-cols-2">
        <DateField field={field('availableFrom')} label={form('label.availableFrom')} optional />
        <DateField field={field('availableUntil')} label={form('label.availableUntil')} optional />
      </div>
    ),
    audience: (
      <DateField field={field('opensOn')} label={t('field.opensOn')} hint={t('field.opensOnHint')} optional />
    ),
    accept: (
      <RadioGroup
        field={field('acceptMode', 'site')}
        legend={site('acceptMode')}
        choices={LOT_ACCEPT_MODES.map((value) => ({
          value,
          label: value === 'site' ? form('likeItsSite') : site(`accept.${value}`),
        }))}
      />
    ),
  };
  return (
    <div className="mb-5 space-y-2">
      {BULK_GROUPS.map((group) => (
        <div key={group} className="group/change">
          <Checkbox
            field={plainField('groups', {
              id: `groups-${group}`,
              errors: group === 'price' ? (errors.groups ?? undefined) : undefined,
            })}
            label={t(`group.${group}`)}
            value={group}
            defaultChecked={[typed.groups].flat().includes(group)}
          />
          <div className="hidden space-y-4 pb-4 pl-9 group-has-[input[name=groups]:checked]/change:block">
            {groups[group]}
          </div>
        </div>
      ))}
    </div>
  );
}

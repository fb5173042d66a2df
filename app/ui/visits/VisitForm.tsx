import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form, useActionData } from '@remix-run/react';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { parseQuantity } from '#app/domain/lots/quantity.ts';
import type { Carried } from '#app/domain/reservations/load.ts';
import type { OfferedLot } from '#app/domain/reservations/visit-views.ts';
import { PURPOSES, SUBSTITUTIONS } from '#app/domain/reservations/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { Card } from '#app/ui/kit/Card.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { textOf, withFacts } from '#app/ui/kit/fields.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextArea } from '#app/ui/kit/TextArea.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { PlaceField } from '#app/ui/territories/PlaceField.tsx';
import { type Draft, writeDraft } from './draft.ts';
import { LoadSummary } from './LoadSummary.tsx';
import { VisitLot } from './VisitLot.tsx';

type Fields = {
  quantity: Record<string, string>;
  conditions: Record<string, string>;
  purpose: string;
  substitution: string;
  note: string;
  communeCode: string;
};

interface Props {
  lots: readonly OfferedLot[];
  draft: Draft;
  formKey: string;
  guest: boolean;
  commune: { code: string; name: string } | null;
}

const NAME = /^quantity\.(.+)$/;

/** Every lot of a site with a quantity, what it all weighs and takes up, and one request for all. */
export function VisitForm({ lots, draft, formKey, guest, commune }: Props) {
  const t = useTranslations('visits');
  const ask = useTranslations('lots.reserve');
  const details = useTranslations('lotDetails.conditions');
  const purposes = useTranslations('reservations.purpose');
  const substitutions = useTranslations('reservations.substitution');
  const answer = useActionData<SubmissionResult<string[]>>();
  const [form, fields] = useForm<Fields>({
    id: 'visit',
    lastResult: answer ?? null,
    defaultValue: { communeCode: commune?.code, quantity: draft },
    shouldRevalidate: 'onSubmit',
  });
  const quantities = fields.quantity.getFieldset();
  const conditions = fields.conditions.getFieldset();
  const [typed, setTyped] = useState<Draft>(() =>
    Object.fromEntries(
      lots.map(({ publicId }) => [publicId, textOf(quantities[publicId]?.initialValue) ?? '']),
    ),
  );
  const chosen = lots.flatMap((lot): Carried[] => {
    const milli = lot.closed ? null : parseQuantity(typed[lot.publicId] ?? '');
    return milli === null ? [] : [{ ...lot, quantityMilli: milli }];
  });
  function follow({ target }: FormEvent<HTMLFormElement>) {
    const lot = target instanceof HTMLInputElement ? NAME.exec(target.name)?.[1] : undefined;
    if (lot) setTyped({ ...typed, [lot]: (target as HTMLInputElement).value });
  }
  const labels = Object.fromEntries([
    ...lots.flatMap(({ publicId, title }) => [
      [`quantity.${publicId}`, title],
      [`conditions.${publicId}`, `${title}, ${details('title')}`],
    ]),
    ...(['purpose', 'substitution', 'note'] as const).map((name) => [name, ask(name)]),
    ['communeCode', ask('commune')],
  ]) as Record<string, string>;
  return (
    <Form method="post" {...getFormProps(form)} onInput={follow} className="space-y-8">
      <FormErrors form={form} labels={labels} />
      <KeyField value={formKey} />
      <Section title={t('form.lots')}>
        <ul className="divide-y divide-line border-y border-line [&_input]:scroll-mb-40">
          {lots.map((lot) => {
            const quantity = quantities[lot.publicId];
            const ticked = conditions[lot.publicId];
            const others = writeDraft({ ...typed, [lot.publicId]: '' });
            return quantity && ticked ? (
              <VisitLot
                key={lot.publicId}
                lot={lot}
                to={paths.lotOfVisit(lot.publicId, others)}
                chosen={(typed[lot.publicId] ?? '').trim() !== ''}
                quantity={quantity}
                conditions={ticked}
              />
            ) : null;
          })}
        </ul>
        <Card className="mt-4 border-2 border-ink shadow-lg sm:sticky sm:bottom-2 sm:z-10">
          <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
            <output className="block min-w-0" aria-live="polite" aria-label={t('load.title')}>
              <LoadSummary carried={chosen} />
            </output>
            <noscript>
              <SubmitButton variant="secondary" name="intent" value="total" formNoValidate>
                {t('form.total')}
              </SubmitButton>
            </noscript>
          </div>
        </Card>
        <p className="mt-2 text-sm text-muted">{t('load.basis')}</p>
      </Section>
      {guest ? (
        <Section title={t('form.request')}>
          <p className="mb-4">{t('form.guest')}</p>
          <SubmitButton size="large" name="intent" value="sign-in" formNoValidate>
            {t('form.signIn')}
          </SubmitButton>
        </Section>
      ) : (
        <Section title={t('form.request')}>
          <div className="space-y-6">
            <SelectField
              field={withFacts(fields.purpose, { required: true })}
              label={ask('purpose')}
              empty={ask('purposeEmpty')}
              choices={PURPOSES.map((value) => ({ value, label: purposes(value) }))}
            />
            <PlaceField
              field={fields.communeCode}
              label={ask('commune')}
              hint={ask('communeHint')}
              optional
              text={commune?.name}
            />
            <SelectField
              field={fields.substitution}
              label={ask('substitution')}
              hint={ask('substitutionHint')}
              optional
              empty={ask('substitutionEmpty')}
              choices={SUBSTITUTIONS.map((value) => ({ value, label: substitutions(value) }))}
            />
            <TextArea
              field={fields.note}
              label={ask('note')}
              hint={ask('noteHint')}
              optional
              rows={3}
              maxLength={2000}
            />
            <p className="text-muted">{ask('notObliged')}</p>
            <SubmitButton size="large" name="intent" value="send">
              {chosen.length > 0 ? t('form.submitN', { lots: chosen.length }) : t('form.submit')}
            </SubmitButton>
          </div>
        </Section>
      )}
    </Form>
  );
}

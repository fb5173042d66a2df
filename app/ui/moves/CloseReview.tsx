import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { FATES, type Fate } from '#app/domain/lots/vocabulary.ts';
import type { WhatCloses } from '#app/domain/moves/views.ts';
import { paths } from '#app/http/paths.ts';
import { Card } from '#app/ui/kit/Card.tsx';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import type { Typed } from './CloseForm.tsx';

interface Props {
  site: string;
  what: WhatCloses;
  typed: Typed;
  formKey: string;
}

/** How many lots meet each fate: those said one by one, the rest as all. */
function fatesOf(what: WhatCloses, typed: Typed): [Fate, number][] {
  const said = Object.entries(typed).flatMap(([name, value]) =>
    name.startsWith('fate-') && value ? [value] : [],
  );
  return FATES.map((fate) => {
    const others = typed.fate === fate ? what.lots.total - said.length : 0;
    return [fate, said.filter((one) => one === fate).length + others] as [Fate, number];
  }).filter(([, count]) => count > 0);
}

/** The end of a site as it will be written, and the one button that writes it. */
export function CloseReview({ site, what, typed, formKey }: Props) {
  const t = useTranslations('moves.close');
  const fates = useTranslations('lots.page.fates');
  const [form] = useIntentForm('close');
  const lines = fatesOf(what, typed).map(([fate, count]) =>
    t('review.fatesCount', { fate: fates(fate), count }),
  );
  return (
    <Card padding="large" className="mb-8 border-2 border-ink">
      <Section title={t('reviewTitle')} lead={t('reviewLead')} id="review">
        <DescriptionList
          items={[
            {
              term: t('review.fates'),
              value:
                lines.length > 0
                  ? lines.map((line) => (
                      <span key={line} className="block">
                        {line}
                      </span>
                    ))
                  : null,
            },
            { term: t('review.reservations'), value: what.reservations.total },
            { term: t('review.waiting'), value: what.waiting > 0 && what.waiting },
            { term: t('review.takers'), value: what.takers },
            { term: t('review.slots'), value: what.slots },
            {
              term: t('review.drafts'),
              value:
                what.drafts > 0 &&
                t(typed.drafts === 'delete' ? 'review.draftsDelete' : 'review.draftsKeep', {
                  count: what.drafts,
                }),
            },
          ]}
        />
        <Form method="post" action={paths.closeSite(site)} {...getFormProps(form)} className="mt-6 space-y-4">
          <FormErrors form={form} />
          <KeyField value={formKey} />
          <input type="hidden" name="intent" value="close" />
          <input type="hidden" name="seen" value={what.seen} readOnly />
          {Object.entries(typed).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} readOnly />
          ))}
          <SubmitButton variant="danger" size="large" pendingLabel={t('confirming')}>
            {t('confirm')}
          </SubmitButton>
        </Form>
      </Section>
    </Card>
  );
}

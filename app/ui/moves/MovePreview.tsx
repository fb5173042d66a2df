import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { WhatMoves } from '#app/domain/moves/views.ts';
import type { Direction } from '#app/domain/moves/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { formatInstantAt } from '#app/i18n/dates.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { Holds, MovedLots, Pages } from './TouchedTables.tsx';

interface Props {
  site: { publicId: string; zone: string };
  move: { days: number; way: Direction };
  what: WhatMoves;
  formKey: string;
}

/** Exactly what a move would change, and the one button that does it. */
export function MovePreview({ site, move, what, formKey }: Props) {
  const t = useTranslations('moves.postpone');
  const pageAt = (page: number) => paths.postponeSite(site.publicId, { ...move, page });
  return (
    <Section id="preview" title={t('title', move)} lead={t('seeLead')}>
      <DescriptionList
        layout="tiles"
        items={[
          {
            term: t('facts.windows'),
            value: t('facts.windowsOf', { count: what.windows, total: what.lots.total }),
          },
          { term: t('facts.reservations'), value: what.reservations.total },
          { term: t('facts.takers'), value: what.takers },
          { term: t('facts.slots'), value: what.slots.count },
        ]}
      />
      <Notes what={what} zone={site.zone} />
      {what.slots.past ? null : (
        <Confirm site={site.publicId} move={move} takers={what.takers} seen={what.seen} formKey={formKey} />
      )}
      <Section level={3} title={t('reservations', { count: what.reservations.total })}>
        {what.reservations.total > 0 ? (
          <Holds reservations={what.reservations} zone={site.zone} moving />
        ) : (
          <p className="text-muted">{t('nobody')}</p>
        )}
        {what.reservations.pages > what.lots.pages ? <Pages of={what.reservations} pageAt={pageAt} /> : null}
      </Section>
      <Section level={3} title={t('lots', { count: what.lots.total })}>
        {what.lots.total > 0 ? <MovedLots lots={what.lots} /> : <p className="text-muted">{t('noLots')}</p>}
        {what.reservations.pages > what.lots.pages ? null : <Pages of={what.lots} pageAt={pageAt} />}
      </Section>
    </Section>
  );
}

function Notes({ what: { slots, begun }, zone }: { what: WhatMoves; zone: string }) {
  const t = useTranslations('moves.postpone');
  const locale = useLocale();
  const at = (instant: string) => formatInstantAt(locale, new Date(instant), zone);
  return (
    <div className="mt-5 space-y-3">
      {slots.first && slots.firstAfter && !slots.past ? (
        <p>{t('slotsMove', { before: at(slots.first), after: at(slots.firstAfter) })}</p>
      ) : null}
      {slots.past ? <Alert tone="danger">{t('past')}</Alert> : null}
      {slots.daysOff > 0 && !slots.past ? (
        <Alert tone="warning">{t('daysOff', { count: slots.daysOff })}</Alert>
      ) : null}
      {begun > 0 ? <Alert>{t('begun', { count: begun })}</Alert> : null}
    </div>
  );
}

interface ConfirmProps {
  site: string;
  move: Props['move'];
  takers: number;
  seen: string;
  formKey: string;
}

function Confirm({ site, move, takers, seen, formKey }: ConfirmProps) {
  const t = useTranslations('moves.postpone');
  const [form] = useIntentForm('move');
  return (
    <Form
      method="post"
      action={paths.postponeSite(site, move)}
      {...getFormProps(form)}
      className="mt-6 space-y-4"
    >
      <FormErrors form={form} labels={{ days: t('days') }} />
      <KeyField value={formKey} />
      <input type="hidden" name="intent" value="move" />
      <input type="hidden" name="days" value={move.days} readOnly />
      <input type="hidden" name="way" value={move.way} readOnly />
      <input type="hidden" name="seen" value={seen} readOnly />
      <SubmitButton size="large" pendingLabel={t('confirming')}>
        {t('confirm', { days: move.days, takers })}
      </SubmitButton>
    </Form>
  );
}

import { type FormEvent, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { FieldHandOver } from '#app/domain/field/views.ts';
import { dayOf } from '#app/i18n/dates.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { Button } from '#app/ui/kit/Button.tsx';
import { typedMilli } from './CountFields.tsx';
import { HandOverFields } from './HandOverFields.tsx';
import { type ShownHandOver, shownHandOvers } from './overlay.ts';
import { readHandOverForm } from './read-forms.ts';
import { Back } from './ScreenLink.tsx';
import { useGo } from './screen.ts';
import { TicketPicker } from './TicketPicker.tsx';
import { useErrors } from './use-errors.ts';
import { useField } from './use-field.ts';
import { writeHandOver } from './write-down.ts';

/** At the gate: what leaves with whom, confirmed at once. */
export function HandOverScreen({ id }: { id: string }) {
  const t = useTranslations('field');
  const { data, entries } = useField().state;
  const one = data ? shownHandOvers(data, entries).find(({ reservation }) => reservation === id) : undefined;
  return (
    <>
      <Back to={{ name: 'home' }}>{t('home')}</Back>
      {one ? <Confirm handOver={one} /> : <h1 className="text-xl">{t('handOver.gone')}</h1>}
    </>
  );
}

/** The other side's words first: agreeing is one button. Then one's own, then what was reserved. */
export function startingWords(one: FieldHandOver, locale: string): Record<string, string> {
  const said = one.theirs ?? one.mine;
  const words: Record<string, string> = {
    quantity: typedMilli(locale, said?.quantityMilli ?? one.quantityMilli),
    method: said?.weighed ? 'weighed' : 'counted',
  };
  if (said?.weighed && said.massG !== null) words.massKg = typedMilli(locale, said.massG);
  if (said) words.pickedUpOn = said.pickedUpOn;
  if (said?.identicalUse !== false) words.identicalUse = 'on';
  return words;
}

function Confirm({ handOver: one }: { handOver: ShownHandOver }) {
  const t = useTranslations('field');
  const locale = useLocale();
  const go = useGo();
  const { client } = useField();
  const { field, refuse } = useErrors(one.lot.stepMilli / 1000);
  const today = dayOf(new Date(), one.zone);
  const [ticket, setTicket] = useState<Blob | null>(null);
  const amount = (milli: number) => formatQuantity(locale, milli, one.lot.unit);

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const read = readHandOverForm(new FormData(form), { stepMilli: one.lot.stepMilli, today });
    if (!read.ok) return refuse(form, read.errors);
    const { said, milli } = read.value;
    const label = t('handOver.label-entry', { quantity: amount(milli), lot: one.lot.title });
    const kept = said.massKg ? ticket : null;
    if (await writeHandOver(client, { handOver: one, said, label, ticket: kept })) go({ name: 'home' });
  }

  return (
    <>
      <h1 className="text-2xl break-words">{t('handOver.title')}</h1>
      <p className="mt-1 text-lg">
        {amount(one.quantityMilli)} · {one.lot.title}
      </p>
      <p className="mb-5 text-muted">
        {t(one.side === 'holder' ? 'today.give' : 'today.collect', { name: one.other })}
      </p>
      {one.theirs ? (
        <p className="mb-5 font-semibold">
          {t('today.theirs', { quantity: amount(one.theirs.quantityMilli) })}
        </p>
      ) : null}
      <form onSubmit={save} noValidate className="grid gap-5">
        <HandOverFields
          field={field}
          handOver={one}
          values={startingWords(one, locale)}
          today={today}
          ticket={<TicketPicker ticket={ticket} onTicket={setTicket} />}
        />
        <Button type="submit" variant="primary" size="large" wide>
          {one.theirs && !one.mine ? t('handOver.same') : t('handOver.save')}
        </Button>
      </form>
    </>
  );
}

import { type FormEvent, useEffect } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { EntryOf, SentEntry } from '#app/domain/field/entries.ts';
import { parseQuantity, stepOf } from '#app/domain/lots/quantity.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { dayOf } from '#app/i18n/dates.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { Button } from '#app/ui/kit/Button.tsx';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import type { FieldLike } from '#app/ui/kit/fields.ts';
import { CountFields, typedMilli } from './CountFields.tsx';
import { HandOverFields } from './HandOverFields.tsx';
import { LotFields } from './LotFields.tsx';
import { keepMine, mayChange, type QueuedEntry } from './queue.ts';
import { type Read, readCount, readHandOverForm, readNewLot } from './read-forms.ts';
import { Back } from './ScreenLink.tsx';
import { useGo } from './screen.ts';
import { useErrors } from './use-errors.ts';
import { useField } from './use-field.ts';

/** An entry that has not left, or was sent back, in the form it was written in. */
export function EditScreen({ id }: { id: string }) {
  const t = useTranslations('field');
  const { client } = useField();
  const one = client.mine().find(({ entry }) => entry.id === id);
  return (
    <>
      <Back to={{ name: 'queue' }}>{t('status.queue')}</Back>
      <h1 className="mb-4 text-2xl break-words">{one?.label ?? t('queue.empty')}</h1>
      {one && mayChange(one) ? <Edit one={one} /> : null}
    </>
  );
}

interface Changed {
  entry: SentEntry;
  label: string;
}

function Edit({ one }: { one: QueuedEntry }) {
  const t = useTranslations('field');
  const go = useGo();
  const { client } = useField();
  const { field, refuse, say } = useErrors();
  const read = useReader(one);
  const answer = one.answer;
  useEffect(() => {
    if (answer?.state === 'refused') say(answer.fields);
  }, [answer, say]);

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const changed = read(new FormData(form));
    if (!changed.ok) return refuse(form, changed.errors);
    await client.put({ ...keepMine(one, changed.value.entry), label: changed.value.label });
    go({ name: 'queue' });
  }

  return (
    <form onSubmit={save} noValidate className="grid gap-5">
      {answer?.state === 'refused' ? <p className="font-semibold text-danger">{answer.sentence}</p> : null}
      <Fields one={one} field={field} />
      <Button type="submit" variant="primary" size="large" wide>
        {t('queue.saveEdit')}
      </Button>
    </form>
  );
}

function Fields({ one, field }: { one: QueuedEntry; field: ReturnType<typeof useErrors>['field'] }) {
  const locale = useLocale();
  const { data } = useField().state;
  const { entry } = one;
  if (entry.kind === 'count')
    return (
      <CountFields field={field('quantity', typedMilli(locale, entry.countedMilli))} unit={entry.seen.unit} />
    );
  if (entry.kind === 'create-lot')
    return <LotFields field={field} types={data?.types ?? []} values={entry.fields} />;
  const handOver = handOverOf(one, data);
  if (entry.kind !== 'hand-over' || !handOver) return null;
  return (
    <HandOverFields
      field={field}
      handOver={handOver}
      values={entry.said}
      today={dayOf(new Date(), handOver.zone)}
      ticket={entry.ticket ? <KeptTicket field={field('noTicket')} /> : null}
    />
  );
}

const keepsTicket = ({ ticket }: EntryOf<'hand-over'>, form: FormData): boolean =>
  ticket === true && form.get('method') === 'weighed' && form.get('noTicket') !== 'on';

function KeptTicket({ field }: { field: FieldLike }) {
  const t = useTranslations('field.handOver');
  return (
    <div className="grid gap-2">
      <p>{t('ticketKept')}</p>
      <Checkbox field={field} label={t('ticketRemove')} />
    </div>
  );
}

type Data = ReturnType<typeof useField>['state']['data'];

/** As it stands now when the server said so, else as the phone knows it. */
function handOverOf({ entry, answer }: QueuedEntry, data: Data) {
  if (entry.kind !== 'hand-over') return null;
  const now = answer?.state === 'conflict' ? answer.handOver : null;
  return now ?? data?.handOvers.find(({ reservation }) => reservation === entry.reservation) ?? null;
}

/** Reads the form of that kind of entry. */
function useReader(one: QueuedEntry): (form: FormData) => Read<Changed> {
  const t = useTranslations('field');
  const locale = useLocale();
  const { data } = useField().state;
  const { entry, label } = one;
  const amount = (milli: number, unit: Unit) => formatQuantity(locale, milli, unit);
  return (form) => {
    if (entry.kind === 'count') {
      const lot = data?.lots.find(({ publicId }) => publicId === entry.lot);
      const read = readCount(form, lot?.stepMilli ?? stepOf(entry.seen.unit));
      if (!read.ok) return read;
      const quantity = amount(read.value, entry.seen.unit);
      const said = lot ? t('count.label-entry', { quantity, lot: lot.title }) : label;
      return { ok: true, value: { entry: { ...entry, countedMilli: read.value }, label: said } };
    }
    if (entry.kind === 'create-lot') {
      const read = readNewLot(form);
      if (!read.ok) return read;
      const { title: lot = '', quantity = '', unit = 'u' } = read.value;
      const said = amount(parseQuantity(quantity) ?? 0, unit as Unit);
      return {
        ok: true,
        value: {
          entry: { ...entry, fields: read.value },
          label: t('new.label-entry', { quantity: said, lot }),
        },
      };
    }
    const handOver = handOverOf(one, data);
    if (entry.kind !== 'hand-over' || !handOver) return { ok: true, value: { entry, label } };
    const { lot, zone } = handOver;
    const read = readHandOverForm(form, { stepMilli: lot.stepMilli, today: dayOf(new Date(), zone) });
    if (!read.ok) return read;
    const quantity = amount(read.value.milli, lot.unit);
    return {
      ok: true,
      value: {
        entry: { ...entry, said: read.value.said, ticket: keepsTicket(entry, form) },
        label: t('handOver.label-entry', { quantity, lot: lot.title }),
      },
    };
  };
}

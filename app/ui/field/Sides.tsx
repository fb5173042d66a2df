import { useLocale, useTranslations } from 'use-intl';
import type { FieldAnswer, FieldSaid } from '#app/domain/field/views.ts';
import { parseQuantity } from '#app/domain/lots/quantity.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { formatDay, formatInstant } from '#app/i18n/dates.ts';
import { formatMass, formatQuantity } from '#app/i18n/format.ts';
import type { QueuedEntry } from './queue.ts';

type Conflict = Extract<FieldAnswer, { state: 'conflict' }>;

/** Mine and theirs, side by side. */
export function Sides({ one, answer }: { one: QueuedEntry; answer: Conflict }) {
  const t = useTranslations('field.queue');
  const { mine, theirs } = useWords(one, answer);
  return (
    <div role="alert" className="mt-2">
      <p className="font-bold text-warning">{t('conflict')}</p>
      <dl className="mt-2 grid grid-cols-2 gap-3">
        {[
          [t('mine'), mine],
          [t('theirs'), theirs],
        ].map(([title, words]) => (
          <div key={title} className="rounded border border-edge p-3">
            <dt className="text-sm text-muted">{title}</dt>
            <dd className="font-semibold break-words">{words}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-1 text-sm text-muted empty:hidden">
        <Changed answer={answer} />
      </p>
    </div>
  );
}

function Changed({ answer: { lot } }: { answer: Conflict }) {
  const t = useTranslations('field.queue');
  const locale = useLocale();
  return lot ? t('changedAt', { at: formatInstant(locale, new Date(lot.updatedAt)) }) : null;
}

function useWords(
  { entry, label }: QueuedEntry,
  { lot, handOver }: Conflict,
): { mine: string; theirs: string } {
  const t = useTranslations('field');
  const locale = useLocale();
  const amount = (milli: number, unit: Unit) => formatQuantity(locale, milli, unit);
  if (entry.kind === 'count') {
    const theirs = lot
      ? [amount(lot.onSiteMilli, lot.unit), t(`lot.${lot.status}`)].join(' · ')
      : t('queue.nothing');
    return { mine: amount(entry.countedMilli, entry.seen.unit), theirs };
  }
  if (entry.kind !== 'hand-over' || !handOver) return { mine: label, theirs: t('queue.nothing') };
  const { unit } = handOver.lot;
  const said = (words: FieldSaid) => [
    amount(words.quantityMilli, unit),
    words.weighed && words.massG !== null ? formatMass(locale, words.massG, { exact: true }) : null,
    formatDay(locale, words.pickedUpOn),
  ];
  const other = handOver.theirs ?? handOver.mine;
  const state = t(`state.${handOver.lapsed ? 'expired' : handOver.state}`);
  const { quantity = '', massKg, pickedUpOn } = entry.said;
  const mine = [
    amount(parseQuantity(quantity) ?? 0, unit),
    massKg ? `${massKg} kg` : null,
    pickedUpOn ? formatDay(locale, pickedUpOn) : null,
  ];
  return {
    mine: mine.filter(Boolean).join(' · '),
    theirs: [...(other ? said(other) : []), state].filter(Boolean).join(' · '),
  };
}

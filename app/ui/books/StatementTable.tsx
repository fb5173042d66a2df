import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { StatementLine } from '#app/domain/ledger/statement.ts';
import { type Account, BALANCES } from '#app/domain/ledger/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { dayOf, formatDay, formatMonth, formatTime } from '#app/i18n/dates.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { Mass } from '#app/ui/kit/measures.tsx';
import { type Column, Table } from '#app/ui/kit/Table.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { useReason, useWhat } from './words.tsx';

interface Props {
  lines: readonly StatementLine[];
  zone: string;
  /** Lots follow one another: each line names its own. */
  ofSite: boolean;
  caption: string;
}

/** On a phone these stand under the words of the line instead. */
const wide = { numeric: true, className: 'max-sm:hidden' };

/** The lines, newest first: when, what, how much from where to where, with which mass, and what is there after. */
export function StatementTable({ lines, zone, ofSite, caption }: Props) {
  const t = useTranslations('books.column');
  const columns: Column<StatementLine>[] = [
    { key: 'date', header: t('date'), rowHeader: true, cell: (line) => <When line={line} zone={zone} /> },
    { key: 'what', header: t('what'), cell: (line) => <What line={line} ofSite={ofSite} /> },
    { key: 'moved', ...wide, header: t('moved'), cell: (line) => <Moved line={line} /> },
    { key: 'mass', ...wide, header: t('mass'), cell: (line) => <MassOf line={line} /> },
    { key: 'balance', ...wide, header: t('balance'), cell: (line) => <After line={line} /> },
  ];
  return (
    <Table
      caption={caption}
      hideCaption
      columns={columns}
      rows={lines}
      rowKey={({ lot, seq }) => `${lot.publicId}.${seq}`}
    />
  );
}

function When({ line: { at, seq, lot }, zone }: { line: StatementLine; zone: string }) {
  const t = useTranslations('books');
  const locale = useLocale();
  const instant = new Date(at);
  return (
    <span className="block w-20 sm:w-28">
      <time dateTime={at} className="block">
        {formatDay(locale, dayOf(instant, zone), { short: true })}
      </time>
      <span className="block text-sm font-normal text-muted">{formatTime(locale, instant, zone)}</span>
      <TextLink to={paths.movement(lot.publicId, seq)} className="link text-sm font-normal">
        {t('line', { seq })}
      </TextLink>
    </span>
  );
}

function What({ line, ofSite }: { line: StatementLine; ofSite: boolean }) {
  const t = useTranslations('books');
  const locale = useLocale();
  const what = useWhat();
  const reasonOf = useReason();
  const reason = reasonOf(line.reason);
  return (
    <div className="space-y-0.5 sm:min-w-60">
      {ofSite ? (
        <p>
          <TextLink to={paths.lotHistory(line.lot.publicId)}>{line.lot.title}</TextLink>
        </p>
      ) : null}
      <p className="font-semibold">
        {what(line)}
        {reason ? <span className="font-normal"> ({reason})</span> : null}
      </p>
      {line.other ? (
        <p>
          <TextLink to={paths.lotHistory(line.other.publicId)}>{line.other.title}</TextLink>
        </p>
      ) : null}
      <p className="text-sm text-muted">{line.by ? t('by', { by: line.by }) : t('system')}</p>
      {line.counts ? (
        <p className="text-sm text-muted">{t('counts', { month: formatMonth(locale, line.countedOn) })}</p>
      ) : null}
      <Narrow line={line} />
      {line.questioned ? <Badge tone="warning">{t('links.questioned')}</Badge> : null}
      <Links line={line} />
    </div>
  );
}

function Narrow({ line }: { line: StatementLine }) {
  const t = useTranslations('books.column');
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 border-t border-line pt-1 text-right sm:hidden">
      <dt className="text-left text-muted">{t('moved')}</dt>
      <dd>
        <Moved line={line} />
      </dd>
      <dt className="text-left text-muted">{t('mass')}</dt>
      <dd>
        <MassOf line={line} />
      </dd>
      <dt className="text-left text-muted">{t('balance')}</dt>
      <dd>
        <After line={line} />
      </dd>
    </dl>
  );
}

/** From a line to the one it corrects, to those that corrected it, and to the reservation. */
function Links({ line }: { line: StatementLine }) {
  const t = useTranslations('books.links');
  const to = (seq: number) => paths.movement(line.lot.publicId, seq);
  const links: { key: string; to: string; label: ReactNode }[] = [];
  if (line.corrects !== null)
    links.push({ key: 'corrects', to: to(line.corrects), label: t('corrects', { seq: line.corrects }) });
  if (line.undoneBy !== null)
    links.push({ key: 'undone', to: to(line.undoneBy), label: t('undone', { seq: line.undoneBy }) });
  if (line.writtenAnewBy !== null)
    links.push({ key: 'anew', to: to(line.writtenAnewBy), label: t('anew', { seq: line.writtenAnewBy }) });
  if (line.reservation)
    links.push({ key: 'reservation', to: paths.reservation(line.reservation), label: t('reservation') });
  if (links.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-4 text-sm no-print">
      {links.map((link) => (
        <li key={link.key}>
          <TextLink to={link.to}>{link.label}</TextLink>
        </li>
      ))}
    </ul>
  );
}

/** Out of one account, into another: a minus and a plus in words, never by colour alone. */
function Moved({ line: { from, to, quantityMilli, unit } }: { line: StatementLine }) {
  const accounts = useTranslations('ledger.accounts');
  const locale = useLocale();
  const quantity = formatQuantity(locale, quantityMilli, unit, 'short');
  const side = (sign: string, account: Account) =>
    account === 'outside' ? null : (
      <span className="block whitespace-nowrap tabular-nums">
        <span className="text-muted">{accounts(account)}</span> {sign}
        {quantity}
      </span>
    );
  return (
    <>
      {side('−', from)}
      {side('+', to)}
    </>
  );
}

function MassOf({ line: { massG, lowG, highG, evidence } }: { line: StatementLine }) {
  const t = useTranslations('ledger.evidenceShort');
  return (
    <>
      <Mass grams={massG} low={lowG} high={highG} />
      <span className="block text-sm text-muted">{t(evidence)}</span>
    </>
  );
}

function After({ line: { balance, unit } }: { line: StatementLine }) {
  const accounts = useTranslations('ledger.accounts');
  const locale = useLocale();
  const some = BALANCES.filter((one) => balance[one] !== undefined && balance[one] !== 0);
  const shown = some.length > 0 ? some : BALANCES.filter((one) => balance[one] !== undefined).slice(0, 1);
  return (
    <>
      {shown.map((one) => (
        <span key={one} className="block whitespace-nowrap tabular-nums">
          <span className="text-muted">{accounts(one)}</span>{' '}
          {formatQuantity(locale, balance[one] ?? 0, unit, 'short')}
        </span>
      ))}
    </>
  );
}

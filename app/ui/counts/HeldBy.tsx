import { useTranslations } from 'use-intl';
import type { CountedHold, CountSheet } from '#app/domain/reservations/count-sheet.server.ts';
import { Instant, Quantity } from '#app/ui/kit/measures.tsx';
import { Table } from '#app/ui/kit/Table.tsx';

/** Who has reserved some of the lot, in the order they came. */
export function HeldBy({ sheet }: { sheet: Pick<CountSheet, 'holds' | 'unit'> }) {
  const t = useTranslations('counts');
  if (sheet.holds.length === 0) return null;
  return (
    <div className="mt-6">
      <Table
        caption={t('holds')}
        columns={[
          { key: 'taker', header: t('hold.taker'), rowHeader: true, cell: (hold) => <Taker hold={hold} /> },
          { key: 'since', header: t('hold.since'), cell: (hold) => <Instant at={hold.requestedAt} /> },
          {
            key: 'held',
            header: t('hold.held'),
            numeric: true,
            cell: (hold) => <Quantity milli={hold.heldMilli} unit={sheet.unit} />,
          },
        ]}
        rows={sheet.holds}
        rowKey={(hold) => hold.publicId}
      />
    </div>
  );
}

/** A name, and what is particular to this reservation. */
export function Taker({ hold }: { hold: CountedHold }) {
  const t = useTranslations('counts.hold');
  const said = hold.fixed
    ? t('fixed')
    : hold.state === 'offered' || hold.state === 'requested'
      ? t(hold.state)
      : null;
  return (
    <>
      <span className="break-words">{hold.taker}</span>
      {said ? <span className="block text-sm font-normal text-muted">{said}</span> : null}
    </>
  );
}

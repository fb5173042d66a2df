import { useTranslations } from 'use-intl';
import type { RefState } from '#app/domain/recolement/summary.ts';
import { paths } from '#app/http/paths.ts';
import { Quantity } from '#app/ui/kit/measures.tsx';
import { Table } from '#app/ui/kit/Table.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

/** What was announced under each reference and where it is now. */
export function StateTable({ states }: { states: readonly RefState[] }) {
  const t = useTranslations('recolement');
  const quantity = (key: 'offeredMilli' | 'heldMilli' | 'leftMilli') => (state: RefState) =>
    state[key] === 0 ? '–' : <Quantity milli={state[key]} unit={state.unit} short />;
  return (
    <Table
      caption={t('states')}
      hideCaption
      rows={states}
      rowKey={({ key }) => key}
      columns={[
        { key: 'what', header: t('column.what'), rowHeader: true, className: 'min-w-56', cell: What },
        ...(states.some(({ announcedMilli }) => announcedMilli !== null)
          ? [{ key: 'announced', header: t('column.announced'), numeric: true, cell: Announced }]
          : []),
        { key: 'offered', header: t('column.offered'), numeric: true, cell: quantity('offeredMilli') },
        { key: 'held', header: t('column.held'), numeric: true, cell: quantity('heldMilli') },
        {
          key: 'handed',
          header: t('column.handed'),
          numeric: true,
          cell: (state) => <Handed state={state} />,
        },
        { key: 'left', header: t('column.left'), numeric: true, cell: quantity('leftMilli') },
        {
          key: 'elsewhere',
          header: t('column.elsewhere'),
          cell: ({ elsewhere, unit }) =>
            elsewhere.length === 0
              ? '–'
              : elsewhere.map(({ outcome, milli }) => (
                  <span key={outcome} className="block">
                    {t(`outcome.${outcome}`)} <Quantity milli={milli} unit={unit} short />
                  </span>
                )),
        },
      ]}
    />
  );
}

function What({ pemdRef, designation, lot }: RefState) {
  return (
    <>
      {pemdRef ? <span className="block text-sm font-normal text-muted">{pemdRef}</span> : null}
      {lot ? <TextLink to={paths.lot(lot.publicId)}>{designation}</TextLink> : designation}
    </>
  );
}

function Announced({ announcedMilli, unit }: RefState) {
  return announcedMilli === null ? '–' : <Quantity milli={announcedMilli} unit={unit} short />;
}

function Handed({ state: { handedOverMilli, evidence, unit } }: { state: RefState }) {
  const t = useTranslations('recolement');
  const words = useTranslations('ledger.evidenceShort');
  if (handedOverMilli === 0) return '–';
  return (
    <>
      <Quantity milli={handedOverMilli} unit={unit} short />
      {evidence.length > 0 ? (
        <span className="block text-sm font-normal text-muted">
          {t('grade', { grades: evidence.map((grade) => words(grade)).join(', ') })}
        </span>
      ) : null}
    </>
  );
}

import { useLocale, useTranslations } from 'use-intl';
import type { Delay } from '#app/domain/reservations/delays.ts';
import type { ReservationState } from '#app/domain/reservations/vocabulary.ts';
import { DEADLINE_OF, happensIn } from '#app/domain/reservations/workflow.ts';
import { formatDuration } from '#app/i18n/dates.ts';
import { Table } from '#app/ui/kit/Table.tsx';
import { StateBadge } from './StateBadge.tsx';

type Happening = ReturnType<typeof happensIn>[number];

/** One state of a reservation: what it means, until when, and what may happen then, by whom, told to whom. */
export function StateInWords({ state, delays }: { state: ReservationState; delays: Record<Delay, number> }) {
  const t = useTranslations('workflow');
  const states = useTranslations('reservations.state');
  const locale = useLocale();
  const happenings = happensIn(state);
  const delay = DEADLINE_OF[state];
  const becomes = ({ verb, to: [first = state, second] }: Happening) => {
    if (verb === 'extend') return t('same', { state: states(state) });
    return second ? t('or', { first: states(first), second: states(second) }) : states(first);
  };
  return (
    <article id={state}>
      <h3>
        <StateBadge reservation={{ state, awaitsMe: false, handover: null, lapsed: false }} />
      </h3>
      <p className="mt-2 max-w-3xl">{t(`meaning.${state}`)}</p>
      {delay ? (
        <p className="mt-1 max-w-3xl text-muted">
          {t(`limit.${state as 'requested'}`, { delay: formatDuration(locale, delays[delay]) })}
        </p>
      ) : null}
      {happenings.length > 0 ? (
        <div className="mt-3">
          <Table
            caption={t('caption', { state: states(state) })}
            hideCaption
            rows={happenings}
            rowKey={({ verb }) => verb}
            columns={[
              {
                key: 'verb',
                header: t('happens'),
                rowHeader: true,
                className: 'w-3/12',
                cell: ({ verb }) => t(`verb.${verb}`),
              },
              { key: 'by', header: t('who'), className: 'w-2/12', cell: (row) => t(`by.${whoseAct(row)}`) },
              { key: 'to', header: t('then'), className: 'w-4/12', cell: becomes },
              { key: 'tells', header: t('told'), cell: (row) => t(`tells.${readersOf(row)}`) },
            ]}
          />
        </div>
      ) : null}
    </article>
  );
}

function whoseAct({ verb, by }: Happening) {
  if (verb === 'confirm') return 'confirm';
  return by.length > 1 ? 'both' : (by[0] ?? 'time');
}

/** "The other side" has a name when only one side may act. */
function readersOf({ by, tells }: Happening) {
  if (tells !== 'other' || by.length > 1) return tells;
  return by[0] === 'holder' ? 'taker' : 'holder';
}

import { useLocale, useTranslations } from 'use-intl';
import type { OutcomeView } from '#app/domain/ledger/outcome.ts';
import type { Side } from '#app/domain/reservations/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { formatInstant } from '#app/i18n/dates.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { OutcomeSaid } from './OutcomeSaid.tsx';

/** On a reservation that was collected: what became of it, by the word of its taker, for both sides. */
export function OutcomeNotice({ outcome, side }: { outcome: OutcomeView | null; side: Side }) {
  const t = useTranslations('outcomes');
  const locale = useLocale();
  if (!outcome) return null;
  const { said, askedAt, takenBack, over, zone, taker, reservation } = outcome;
  const mine = side === 'taker';
  const when = (instant: string) => formatInstant(locale, new Date(instant), zone);
  return (
    <Section title={t('heading')} className="mt-8">
      {said ? (
        <>
          <p className="mb-2">
            {mine ? t('saidMine', { at: when(said.at) }) : t('saidBy', { taker, at: when(said.at) })}
          </p>
          <OutcomeSaid outcome={outcome} />
        </>
      ) : (
        <p>
          {takenBack
            ? t('takenBack')
            : askedAt
              ? t(mine ? 'askedMine' : 'asked', { taker, at: when(askedAt) })
              : t(mine ? 'laterMine' : 'later')}
        </p>
      )}
      {mine && !over ? (
        <p className="mt-4 no-print">
          <LinkButton to={paths.outcome(reservation)} variant={said || !askedAt ? 'secondary' : 'primary'}>
            {t(said ? 'change' : 'say')}
          </LinkButton>
        </p>
      ) : null}
    </Section>
  );
}

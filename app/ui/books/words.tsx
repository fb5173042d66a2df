import { useTranslations } from 'use-intl';
import type { StatementLine } from '#app/domain/ledger/statement.ts';

/** Reasons that have words; another code says nothing to a reader. */
const REASONS = [
  ...(['counted', 'counted-short', 'counted-back', 'recount', 'miscount', 'theft', 'breakage'] as const),
  ...(['published-again', 'publication-undone', 'split', 'merge', 'move', 'diagnosis-import'] as const),
  ...(['typing', 'ticket', 'not-taken', 'other', 'thrown_away', 'said_again', 'corrected'] as const),
];

export function useReason(): (code: string | null) => string | null {
  const t = useTranslations('books.reasons');
  return (code) => {
    const known = REASONS.find((one) => one === code);
    return known ? t(known) : null;
  };
}

/** What a line says, in one sentence. */
export function useWhat(): (line: Pick<StatementLine, 'kind' | 'to' | 'taker' | 'corrects'>) => string {
  const t = useTranslations('books.what');
  const accounts = useTranslations('ledger.accounts');
  return ({ kind, to, taker, corrects }) => {
    if (kind === 'reverse') return t('reverse', { seq: corrects ?? 0 });
    if (corrects !== null) return t('anew', { seq: corrects });
    if (kind === 'withdraw' || kind === 'discard') return t(kind, { fate: accounts(to) });
    const named =
      taker !== null &&
      (['reserve', 'reserve_extra', 'release', 'collect'] as const).find((one) => one === kind);
    return named ? t(`${named}By`, { taker: taker ?? '' }) : t(kind);
  };
}

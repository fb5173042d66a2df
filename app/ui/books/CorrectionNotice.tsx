import { useTranslations } from 'use-intl';
import type { CorrectionState } from '#app/domain/ledger/line-views.ts';
import type { Side } from '#app/domain/reservations/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

export interface CorrectionOfReservation {
  /** The line that says what was taken, as it now stands; null when nothing was. */
  line: number | null;
  open: Pick<CorrectionState, 'by' | 'seq'> | null;
}

interface Props {
  lot: string;
  side: Side;
  /** the other side's name */
  name: string;
  correction: CorrectionOfReservation;
}

/** On a reservation that was collected: the correction that waits for an answer, or the way to propose one. */
export function CorrectionNotice({ lot, side, name, correction: { line, open } }: Props) {
  const t = useTranslations('books.correction');
  if (open) {
    const mine = open.by === side;
    return (
      <Alert
        tone={mine ? 'info' : 'warning'}
        className="mt-6 no-print"
        actions={
          <LinkButton to={paths.movement(lot, open.seq)} variant={mine ? 'secondary' : 'primary'}>
            {t(mine ? 'see' : 'answer')}
          </LinkButton>
        }
      >
        {t(mine ? 'noticeMine' : 'notice', { name })}
      </Alert>
    );
  }
  if (line === null) return null;
  return (
    <p className="mt-4 no-print">
      <TextLink to={paths.movement(lot, line)}>{t('fromReservation')}</TextLink>
    </p>
  );
}

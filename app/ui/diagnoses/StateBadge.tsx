import { useTranslations } from 'use-intl';
import type { DiagnosisState, Verdict } from '#app/domain/diagnoses/vocabulary.ts';
import { Badge, type Tone } from '#app/ui/kit/Badge.tsx';

const states: Record<DiagnosisState, Tone> = {
  waiting: 'info',
  reading: 'info',
  read: 'warning',
  refused: 'danger',
  cancelled: 'neutral',
  accepting: 'info',
  accepted: 'success',
  withdrawing: 'info',
  withdrawn: 'neutral',
};
const verdicts: Record<Verdict, Tone> = { accepted: 'success', question: 'warning', refused: 'danger' };

export function StateBadge({ state }: { state: DiagnosisState }) {
  const t = useTranslations('diagnoses');
  return <Badge tone={states[state]}>{t(`state.${state}`)}</Badge>;
}

export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const t = useTranslations('diagnoses');
  return <Badge tone={verdicts[verdict]}>{t(`verdict.${verdict}`)}</Badge>;
}

import { useLocale, useTranslations } from 'use-intl';
import type { CaptureRate, Summary } from '#app/domain/recolement/summary.ts';
import { formatMass, formatPercent } from '#app/i18n/format.ts';
import { EvidenceBar } from '#app/ui/charts/EvidenceBar.tsx';

/** The one figure, how sure it is, and how it is made. */
export function Rate({ capture, evidence }: { capture: CaptureRate | null; evidence: Summary['evidence'] }) {
  const t = useTranslations('recolement');
  const locale = useLocale();
  if (!capture) return <p>{t('noRate')}</p>;
  const facts = {
    reused: formatMass(locale, capture.reusedG),
    announced: formatMass(locale, capture.announcedG),
    unweighed: capture.unweighed,
  };
  return (
    <div>
      <p className="font-semibold">{t('capture')}</p>
      <p className="font-title text-5xl font-semibold tabular-nums">
        {formatPercent(locale, capture.reusedG / capture.announcedG, 1)}
      </p>
      <p className="mt-2 mb-4 max-w-prose text-muted">{t(`method.${capture.basis}`, facts)}</p>
      {evidence.length > 0 ? (
        <EvidenceBar shares={evidence.map(({ grade, massG }) => ({ evidence: grade, massG }))} />
      ) : null}
    </div>
  );
}

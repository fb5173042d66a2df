import { useLocale, useTranslations } from 'use-intl';
import type { OfferingReason, OfferingVerdict } from '#app/domain/materials/offering.ts';
import { paths } from '#app/http/paths.ts';
import { Alert, type AlertTone } from '#app/ui/kit/Alert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';

const TONES = { refuse: 'danger', wait: 'warning', warn: 'info' } as const satisfies Record<
  string,
  AlertTone
>;

/** One rule: what it says, which document it waits for, and the law behind it. */
export function OfferingReasons({ reasons }: { reasons: readonly OfferingReason[] }) {
  const t = useTranslations('offering');
  const language = useLocale() === 'en' ? 'en' : 'fr';
  return (
    <ul className="space-y-3">
      {reasons.map(({ rule, reason, basis, needs, verdict }) => (
        <li key={rule}>
          <p>{reason[language]}</p>
          {needs && verdict !== 'warn' ? (
            <p className="font-semibold">{t('needs', { document: t(`documents.${needs}`) })}</p>
          ) : null}
          <p className="text-sm text-muted">
            {t('basis', { basis: basis[language] })} ({rule})
          </p>
        </li>
      ))}
    </ul>
  );
}

interface Props {
  offering: OfferingVerdict;
  lot: { publicId: string; status: string; site: { publicId: string } };
}

/** For whoever manages the lot: what stops its publication, what is awaited, what is only good to know. */
export function OfferingNotice({ offering, lot }: Props) {
  const t = useTranslations('offering');
  if (offering.verdict === 'ok' || lot.status === 'withdrawn') return null;
  const stopped = offering.verdict !== 'warn';
  return (
    <Alert
      tone={TONES[offering.verdict]}
      title={t(`verdict.${offering.verdict}`)}
      className="mb-6"
      actions={
        offering.verdict === 'wait' ? (
          <>
            <LinkButton to={paths.editLot(lot.publicId)}>{t('addDocument')}</LinkButton>
            <LinkButton to={paths.editSite(lot.site.publicId)}>{t('siteFacts')}</LinkButton>
          </>
        ) : null
      }
    >
      {stopped && lot.status === 'published' ? <p className="mb-3">{t('publishedLead')}</p> : null}
      <OfferingReasons reasons={offering.reasons} />
    </Alert>
  );
}

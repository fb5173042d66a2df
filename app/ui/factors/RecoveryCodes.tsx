import { useTranslations } from 'use-intl';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Card } from '#app/ui/kit/Card.tsx';

/** Shown once, in the answer to the form that made them. */
export function RecoveryCodes({ codes, next }: { codes: readonly string[]; next: string }) {
  const t = useTranslations('factors.mine');
  return (
    <Card padding="large">
      <h2 className="text-xl font-semibold">{t('codesTitle')}</h2>
      <p role="status" className="mt-2">
        {t('codesLead')}
      </p>
      <ol className="my-5 grid gap-2 font-mono break-all sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <LinkButton to={next}>{t('codesKept')}</LinkButton>
    </Card>
  );
}

import { useTranslations } from 'use-intl';
import type { OwnVerification } from '#app/domain/verification/views.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

/** For its own people: where the check of the organisation stands, and what they can do about it. */
export function OwnVerificationNotice({
  verification: { state, reason },
  edit,
}: {
  verification: OwnVerification;
  /** address of the form, for those who may change the page */
  edit: string | null;
}) {
  const t = useTranslations('trust.own');
  if (state === 'verified') return null;
  const answered = state === 'refused' || state === 'withdrawn';
  return (
    <Alert tone={answered ? 'warning' : 'info'} title={t(state)} className="mb-5">
      {answered ? (
        <>
          {reason ? <p>{t('reason', { reason })}</p> : null}
          <p>{t('again')}</p>
        </>
      ) : (
        <p>{t(`${state}Text`)}</p>
      )}
      {edit && state !== 'waiting' ? <TextLink to={edit}>{t('edit')}</TextLink> : null}
    </Alert>
  );
}

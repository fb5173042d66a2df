import { useTranslations } from 'use-intl';
import { type ListAsked, listQuery } from '#app/domain/reservations/list.ts';
import { paths } from '#app/http/paths.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';

/** Nothing in this view: why, and where to go from here. */
export function EmptyList({ asked }: { asked: ListAsked }) {
  const t = useTranslations('reservationList');
  const mine = useTranslations('reservations.mine');
  const actions = asked.site ? (
    <LinkButton to={paths.reservations(listQuery({ ...asked, site: null }))}>{t('reset')}</LinkButton>
  ) : (
    <>
      <LinkButton to={paths.lots()} variant="primary">
        {mine('browse')}
      </LinkButton>
      <LinkButton to={paths.sites()}>{mine('mySites')}</LinkButton>
    </>
  );
  return (
    <div className="mt-8">
      <EmptyState title={asked.site ? t('emptySite') : t(`empty.${asked.view}`)} actions={actions}>
        {t(`emptyHelp.${asked.view}`)}
      </EmptyState>
    </div>
  );
}

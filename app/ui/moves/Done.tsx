import { useLocale, useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { formatDay } from '#app/i18n/dates.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';

type Said =
  | { what: 'move'; lots: number; reservations: number; takers: number; slots: number }
  | { what: 'day'; day: string; takers: number };

/** What was just done, and where to go from there. */
export function Done({ done, site }: { done: Said | null; site: string }) {
  const t = useTranslations('moves');
  const locale = useLocale();
  if (!done) return null;
  const said =
    done.what === 'move'
      ? t('postpone.done', {
          lots: done.lots,
          slots: done.slots,
          reservations: done.reservations,
          takers: done.takers,
        })
      : t('day.done', { day: formatDay(locale, done.day, { weekday: true }), takers: done.takers });
  return (
    <Alert
      tone="success"
      live
      className="mb-8"
      actions={
        <>
          <LinkButton to={paths.site(site)}>{t('backToSite')}</LinkButton>
          <LinkButton to={paths.postponeSite(site)}>{t('postpone.again')}</LinkButton>
        </>
      }
    >
      {said}
    </Alert>
  );
}

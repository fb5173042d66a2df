import { useLocale, useTranslations } from 'use-intl';
import type { Deadline } from '#app/domain/recolement/deadline.ts';
import { paths } from '#app/http/paths.ts';
import { formatDay } from '#app/i18n/dates.ts';
import { classes } from '#app/ui/kit/classes.ts';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

/** Until when the récolement is owed, and what to do when nobody said when the works end. */
export function Countdown({ deadline, site }: { deadline: Deadline | null; site: string }) {
  const t = useTranslations('recolement.countdown');
  const locale = useLocale();
  if (!deadline) {
    return (
      <div>
        <p className="font-semibold">{t('title')}</p>
        <p className="mt-1">{t('unknown')}</p>
        <p className="no-print">
          <TextLink to={paths.editSite(site)} className="inline-flex min-h-11 items-center">
            {t('sayEnd')}
          </TextLink>
        </p>
      </div>
    );
  }
  const { state, left, worksEnd, lastDay } = deadline;
  const days = { end: formatDay(locale, worksEnd), last: formatDay(locale, lastDay) };
  return (
    <div>
      <p className="font-semibold">{t('title')}</p>
      <p
        className={classes(
          'font-title text-5xl font-semibold tabular-nums',
          state === 'late' && 'text-danger',
          state === 'running' && left <= 30 && 'text-warning',
        )}
      >
        {t(state === 'late' ? 'past' : 'left', { count: Math.abs(left) })}
      </p>
      <p className="mt-2 max-w-prose text-muted">{t(state, days)}</p>
    </div>
  );
}

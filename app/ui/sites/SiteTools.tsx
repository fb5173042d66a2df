import { ClipboardCheck, Printer, QrCode } from 'lucide-react';
import { useLocale, useTranslations } from 'use-intl';
import { deadlineOf } from '#app/domain/recolement/deadline.ts';
import { paths } from '#app/http/paths.ts';
import { formatDay } from '#app/i18n/dates.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Button, LinkButton } from '#app/ui/kit/Button.tsx';
import { useHydrated } from '#app/ui/kit/use-hydrated.ts';
import type { BoardSite } from './SiteBoard.tsx';

/** What is taken to the site or handed in after it: labels, récolement and its date, this page on paper. */
export function SiteTools({ site, today }: { site: BoardSite; today: string }) {
  const t = useTranslations('siteTools');
  const locale = useLocale();
  const live = useHydrated();
  const deadline = site.kind === 'works' ? deadlineOf(site.endsOn, today) : null;
  const due = deadline && deadline.state !== 'works' ? deadline : null;
  return (
    <div className="mb-8">
      {due ? (
        <Alert tone={due.state === 'late' || due.left <= 30 ? 'warning' : 'info'} className="mb-4">
          {t(due.state === 'late' ? 'late' : 'due', {
            count: Math.abs(due.left),
            day: formatDay(locale, due.lastDay),
          })}
        </Alert>
      ) : null}
      <nav aria-label={t('title')} className="flex flex-wrap gap-2 no-print">
        <LinkButton
          size="small"
          to={paths.recolement(site.publicId)}
          icon={<ClipboardCheck aria-hidden="true" />}
        >
          {t('recolement')}
        </LinkButton>
        <LinkButton size="small" to={paths.siteLabels(site.publicId)} icon={<QrCode aria-hidden="true" />}>
          {t('labels')}
        </LinkButton>
        {live ? (
          <Button size="small" icon={<Printer aria-hidden="true" />} onClick={() => window.print()}>
            {t('print')}
          </Button>
        ) : null}
      </nav>
    </div>
  );
}

import {
  CalendarClock,
  CalendarDays,
  CircleStop,
  ClipboardCheck,
  Printer,
  QrCode,
  ScrollText,
} from 'lucide-react';
import { useLocale, useTranslations } from 'use-intl';
import { deadlineOf } from '#app/domain/recolement/deadline.ts';
import { paths } from '#app/http/paths.ts';
import { formatDay } from '#app/i18n/dates.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Button, LinkButton } from '#app/ui/kit/Button.tsx';
import { useHydrated } from '#app/ui/kit/use-hydrated.ts';
import type { BoardSite } from './SiteBoard.tsx';

interface Props {
  site: BoardSite;
  today: string;
  mayMove: boolean;
  mayClose: boolean;
}

/** What is taken to the site or handed in after it: labels, récolement and its date, this page on paper; its dates and its end. */
export function SiteTools({ site, today, mayMove, mayClose }: Props) {
  const t = useTranslations('siteTools');
  const books = useTranslations('books');
  const moves = useTranslations('moves');
  const slots = useTranslations('slots.site');
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
        <LinkButton
          size="small"
          to={paths.siteSlots(site.publicId)}
          icon={<CalendarDays aria-hidden="true" />}
        >
          {slots('link')}
        </LinkButton>
        {mayMove ? (
          <LinkButton
            size="small"
            to={paths.postponeSite(site.publicId)}
            icon={<CalendarClock aria-hidden="true" />}
          >
            {moves('postpone.link')}
          </LinkButton>
        ) : null}
        {mayClose ? (
          <LinkButton
            size="small"
            to={paths.closeSite(site.publicId)}
            icon={<CircleStop aria-hidden="true" />}
          >
            {moves(site.status === 'closed' ? 'close.reopen' : 'close.link')}
          </LinkButton>
        ) : null}
        <LinkButton
          size="small"
          to={paths.siteHistory(site.publicId)}
          icon={<ScrollText aria-hidden="true" />}
        >
          {books('open')}
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

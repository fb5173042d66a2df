import { Link } from '@remix-run/react';
import { BellRing } from 'lucide-react';
import { useLocale, useTranslations } from 'use-intl';
import type { SiteWholeView } from '#app/domain/sites/queries.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatDayRange } from '#app/i18n/dates.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { Card } from '#app/ui/kit/Card.tsx';

type Shown = Pick<
  SiteWholeView,
  'publicId' | 'kind' | 'name' | 'commune' | 'startsOn' | 'endsOn' | 'status' | 'openLots'
> & { waiting: number };

/** One site of mine: where, when, how much is on offer, and whether somebody waits for an answer. */
export function SiteCard({ site }: { site: Shown }) {
  const t = useTranslations('sites');
  const dates = formatDayRange(useLocale(), site.startsOn, site.endsOn);
  return (
    <Card as="li" className="flex flex-col gap-1.5 hover:border-ink">
      <p className="text-sm text-muted">{t(`kind.${site.kind}`)}</p>
      <h2 className="text-lg leading-snug font-semibold break-words">
        <Link to={paths.site(site.publicId)} className="after:absolute after:inset-0 hover:underline">
          {site.name}
        </Link>
      </h2>
      <p>{site.commune.name}</p>
      {dates ? <p className="text-muted">{dates}</p> : null}
      <p className="mt-auto flex flex-wrap items-center gap-2 pt-2">
        <span className="font-semibold">{t('mine.openLots', { count: site.openLots })}</span>
        {site.waiting > 0 ? (
          <Badge tone="warning" icon={<BellRing aria-hidden="true" />}>
            {t('mine.waiting', { count: site.waiting })}
          </Badge>
        ) : null}
        {site.status === 'closed' ? <Badge>{t('status.closed')}</Badge> : null}
      </p>
    </Card>
  );
}

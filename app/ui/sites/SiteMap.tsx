import { useTranslations } from 'use-intl';
import type { SitePublicView } from '#app/domain/sites/queries.server.ts';
import { MiniMap } from '#app/ui/map/MapSlots.tsx';

/** The public point of a site: a depot where it is, works 300 to 500 m away. */
export function SiteMap({
  site,
  styleUrl,
}: {
  site: Pick<SitePublicView, 'publicLon' | 'publicLat' | 'kind'>;
  styleUrl: string | null;
}) {
  const t = useTranslations('map');
  return (
    <div className="no-print">
      <MiniMap
        lon={site.publicLon}
        lat={site.publicLat}
        blurred={site.kind !== 'depot'}
        styleUrl={styleUrl}
        className="h-64 overflow-hidden rounded-lg"
      />
      <p className="mt-2 text-sm text-muted">{t(site.kind === 'depot' ? 'exact' : 'approximate')}</p>
    </div>
  );
}

import type { MetaDescriptor } from '@remix-run/react';
import { paths } from '#app/http/paths.ts';
import type { ShownLot } from '#app/ui/lots/LotFacts.tsx';
import { largestOf } from './structured-data.ts';

/** What the page says of itself to those who link to it or index it. */
export function sharingTags(lot: ShownLot, origin: string): MetaDescriptor[] {
  const address = origin + paths.lot(lot.publicId);
  const [photo] = lot.photos;
  const shown: Record<string, string | undefined> = {
    'og:type': 'product',
    'og:site_name': 'Gisement',
    'og:title': lot.title,
    'og:description': lot.description?.slice(0, 300) || undefined,
    'og:url': address,
    'og:image': photo && origin + largestOf(photo),
    'og:image:alt': photo?.alt ?? undefined,
    'product:price:amount': lot.priceCents === null ? undefined : (lot.priceCents / 100).toFixed(2),
    'product:price:currency': lot.priceCents === null ? undefined : 'EUR',
  };
  return [
    { tagName: 'link', rel: 'canonical', href: address },
    ...Object.entries(shown).flatMap(([property, content]) => (content ? [{ property, content }] : [])),
    { name: 'twitter:card', content: photo ? 'summary_large_image' : 'summary' },
    ...(isGone(lot) ? [{ name: 'robots', content: 'noindex' }] : []),
  ];
}

/** Nothing here to find by a search engine any more, or not yet. */
export const isGone = ({ status }: Pick<ShownLot, 'status'>) => status === 'withdrawn' || status === 'draft';

import { type Map as MapLibreMap, Popup } from 'maplibre-gl';
import type { useTranslations } from 'use-intl';
import { asPrice } from '#app/domain/lots/price-words.ts';
import type { PriceBasis, PriceTax } from '#app/domain/lots/vocabulary.ts';
import { formatPrice, formatQuantity, type Unit } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';

interface Asked {
  map: MapLibreMap;
  lon: number;
  lat: number;
  /** Public id of a lot that stands alone. */
  id: string | null;
  count: number;
  filters: string;
  locale: Locale;
  t: ReturnType<typeof useTranslations<'map'>>;
}

/** What the public API says of a lot; only what is shown here. */
interface LotFeature {
  properties: {
    title: string;
    url: string;
    left: number;
    unit: Unit;
    price_cents: number | null;
    price_basis: PriceBasis;
    price_tax: PriceTax;
    vat_permille: number | null;
    negotiable: boolean;
    commune: { name: string };
  };
}

const SHOWN = 5;

/** Says what stands at a point, read from the public API when asked for. Text only: a title is never taken for markup. */
export function openLotPopup(asked: Asked): void {
  const { map, lon, lat, t } = asked;
  const box = document.createElement('div');
  box.className = 'map-popup';
  box.append(paragraph(t('popupLoading')));
  const popup = new Popup({ maxWidth: '300px', offset: 18, focusAfterOpen: true })
    .setLngLat([lon, lat])
    .setDOMContent(box)
    .addTo(map);
  const show = (...content: Node[]) => {
    box.replaceChildren(...content);
    // what it says changed its size: on which side of the point it fits is decided again
    if (popup.isOpen()) popup.setLngLat([lon, lat]);
  };
  readLots(asked).then(
    (lots) => show(...describe(lots, asked)),
    () => show(paragraph(t('popupFailed'))),
  );
  popup.once('close', () => map.getCanvas().focus({ preventScroll: true }));
}

async function readLots({ id, lon, lat, filters }: Asked): Promise<LotFeature[]> {
  if (id) return [await read(`/api/v1/lots/${id}`)];
  const query = new URLSearchParams(filters);
  for (const name of ['bbox', 'cursor', 'sort']) query.delete(name);
  query.set('near', `${lon.toFixed(6)},${lat.toFixed(6)}`);
  query.set('radius_km', '0.03');
  query.set('limit', String(SHOWN));
  const found: { features: LotFeature[] } = await read(`/api/v1/lots?${query}`);
  return found.features;
}

async function read<Answer>(url: string): Promise<Answer> {
  const response = await fetch(url, { headers: { accept: 'application/geo+json, application/json' } });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

function describe(lots: LotFeature[], { count, locale, t }: Asked): Node[] {
  const list = document.createElement('ul');
  for (const { properties: lot } of lots) {
    const link = document.createElement('a');
    link.href = lot.url;
    link.textContent = lot.title;
    // in another site's frame a lot opens beside it
    if (window.self !== window.top) link.target = '_blank';
    const left = formatQuantity(locale, Math.round(lot.left * 1000), lot.unit);
    const price = formatPrice(
      locale,
      asPrice({
        ...{
          priceCents: lot.price_cents,
          priceBasis: lot.price_basis,
          priceTax: lot.price_tax,
          unit: lot.unit,
        },
        ...{ vatPermille: lot.vat_permille, negotiable: lot.negotiable },
      }),
    );
    const item = document.createElement('li');
    const where = count === 1 ? [paragraph(lot.commune.name)] : [];
    item.append(link, paragraph(`${t('left', { quantity: left })} · ${price}`), ...where);
    list.append(item);
  }
  const title = document.createElement('strong');
  title.textContent = t('several', { count });
  const more = count - lots.length;
  return [...(count > 1 ? [title] : []), list, ...(more > 0 ? [paragraph(t('more', { count: more }))] : [])];
}

function paragraph(text: string): HTMLParagraphElement {
  const p = document.createElement('p');
  p.textContent = text;
  return p;
}

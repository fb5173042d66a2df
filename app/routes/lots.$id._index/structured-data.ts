import type { ShownLot } from '#app/ui/lots/LotFacts.tsx';
import { photoSource } from '#app/ui/lots/photo-source.ts';

/** UN/CEFACT codes of our units, as schema.org wants them. */
const UNIT_CODES: Record<ShownLot['unit'], string> = {
  u: 'C62',
  m: 'MTR',
  m2: 'MTK',
  m3: 'MTQ',
  kg: 'KGM',
  t: 'TNE',
  pallet: 'PF',
};
const CONDITIONS: Partial<Record<ShownLot['condition'], string>> = {
  new: 'NewCondition',
  degraded: 'DamagedCondition',
};
const schema = (name: string) => `https://schema.org/${name}`;
const euros = (cents: number) => (cents / 100).toFixed(2);

export function availabilityOf({ status, leftMilli }: Pick<ShownLot, 'status' | 'leftMilli'>): string {
  if (status === 'withdrawn') return schema('Discontinued');
  return status === 'published' && leftMilli > 0 ? schema('InStock') : schema('SoldOut');
}

/** What `price` is for; it is what the taker pays, so tax is in it wherever there is one. */
function specificationOf({ priceBasis, priceTax, unit }: ShownLot, price: { price?: string }) {
  const unitCode = UNIT_CODES[unit];
  return {
    '@type': priceBasis === 'whole' ? 'PriceSpecification' : 'UnitPriceSpecification',
    priceCurrency: 'EUR',
    ...price,
    valueAddedTaxIncluded: priceTax !== 'not_applicable',
    ...(priceBasis === 'whole'
      ? {}
      : { unitCode, referenceQuantity: { '@type': 'QuantitativeValue', value: 1, unitCode } }),
  };
}

function offerOf(lot: ShownLot, address: string) {
  const { priceCents, unit } = lot;
  const unitCode = UNIT_CODES[unit];
  const price = priceCents === null ? {} : { price: euros(priceCents) };
  return {
    '@type': 'Offer',
    url: address,
    priceCurrency: 'EUR',
    ...price,
    ...(priceCents === null ? {} : { priceSpecification: specificationOf(lot, price) }),
    availability: availabilityOf(lot),
    itemCondition: schema(CONDITIONS[lot.condition] ?? 'UsedCondition'),
    inventoryLevel: { '@type': 'QuantitativeValue', value: lot.leftMilli / 1000, unitCode },
    ...(lot.availableFrom ? { availabilityStarts: lot.availableFrom } : {}),
    ...(lot.availableUntil ? { availabilityEnds: lot.availableUntil } : {}),
    // the public point, never the site's; half a kilometre around it unless it is an open depot
    areaServed: {
      '@type': 'GeoCircle',
      geoMidpoint: { '@type': 'GeoCoordinates', latitude: lot.lat, longitude: lot.lon },
      geoRadius: lot.site.kind === 'depot' ? '50' : '500',
      address: { '@type': 'PostalAddress', addressLocality: lot.commune.name, addressCountry: 'FR' },
    },
    // a private person's name is for the page, not for those who copy it
    ...(lot.holder.kind === 'private_person'
      ? {}
      : { seller: { '@type': 'Organization', name: lot.holder.name } }),
  };
}

const millimetres = (value: number | null) =>
  value === null ? undefined : { '@type': 'QuantitativeValue', value, unitCode: 'MMT' };

/** The lot as schema.org says it, for search engines. A draft is nobody's business. */
export function productOf(lot: ShownLot, locale: 'fr' | 'en', origin: string, address: string) {
  if (lot.status === 'draft') return null;
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: lot.title,
    ...(lot.description ? { description: lot.description } : {}),
    sku: lot.publicId,
    category: `${lot.familyName[locale]} > ${lot.typeName[locale]}`,
    ...(lot.photos.length > 0 ? { image: lot.photos.map((photo) => `${origin}${largestOf(photo)}`) } : {}),
    ...(lot.unitMassG === null
      ? {}
      : { weight: { '@type': 'QuantitativeValue', value: lot.unitMassG, unitCode: 'GRM' } }),
    depth: millimetres(lot.lengthMm),
    width: millimetres(lot.widthMm),
    height: millimetres(lot.thicknessMm),
    offers: offerOf(lot, address),
  };
}

/** Address of a photo in its largest WebP. */
export function largestOf(photo: ShownLot['photos'][number]): string {
  const source = photoSource(photo, { placeholder: false });
  return source?.srcSet?.split(', ').at(-1)?.split(' ')[0] ?? source?.src ?? '';
}

/** JSON inside a script element: nothing in it can end the element or begin a comment. */
export const scriptText = (data: unknown): string =>
  JSON.stringify(data)
    .replace(/[<>&]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');

import { describe, expect, it } from 'vitest';
import type { ShownLot } from '#app/ui/lots/LotFacts.tsx';
import { availabilityOf, productOf, scriptText } from './structured-data.ts';
import { sharingTags } from './tags.ts';

const lot = {
  publicId: '00000000-0000-4000-8000-000000000001',
  title: '</script><script>alert(1)</script>',
  description: '<!-- & \u2028',
  status: 'published',
  unit: 'u',
  leftMilli: 6000,
  priceCents: 1250,
  priceBasis: 'unit',
  priceTax: 'excluded',
  vatPermille: 200,
  negotiable: false,
  condition: 'good',
  lon: -1.681,
  lat: 48.112,
  familyName: { fr: 'Menuiseries', en: 'Joinery' },
  typeName: { fr: 'Porte', en: 'Door' },
  commune: { code: '35238', name: 'Rennes' },
  site: { kind: 'works' },
  holder: { kind: 'private_person', name: 'Camille Martin' },
  photos: [],
  unitMassG: 20_000,
  availableFrom: null,
  availableUntil: '2026-12-01',
} as unknown as ShownLot;
const origin = 'https://gisement.example';

describe('a lot for search engines', () => {
  const product = productOf(lot, 'fr', origin, `${origin}/lots/1`);
  it('is a product with one offer, in euros, by the unit', () => {
    expect(product).toMatchObject({
      '@type': 'Product',
      category: 'Menuiseries > Porte',
      offers: {
        '@type': 'Offer',
        price: '12.50',
        priceCurrency: 'EUR',
        priceSpecification: { unitCode: 'C62', valueAddedTaxIncluded: true },
        availability: 'https://schema.org/InStock',
        itemCondition: 'https://schema.org/UsedCondition',
        inventoryLevel: { value: 6 },
        areaServed: { '@type': 'GeoCircle', geoRadius: '500' },
      },
    });
  });
  it('never names a private person, never shows a draft', () => {
    expect(JSON.stringify(product)).not.toContain('Camille');
    expect(productOf({ ...lot, status: 'draft' }, 'fr', origin, origin)).toBeNull();
  });
  it('asks no price when there is none, and is out of stock when nothing is left', () => {
    const asked = productOf({ ...lot, priceCents: null }, 'fr', origin, origin);
    expect(asked?.offers).not.toHaveProperty('price');
    expect(availabilityOf({ status: 'published', leftMilli: 0 })).toBe('https://schema.org/SoldOut');
    expect(availabilityOf({ status: 'withdrawn', leftMilli: 0 })).toBe('https://schema.org/Discontinued');
  });
  it('cannot end its element', () => {
    const text = scriptText(product);
    expect(text).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(text)).toMatchObject({ name: lot.title, description: lot.description });
  });
});

describe('a lot for those who link to it', () => {
  it('has one address; a withdrawn one is not to be indexed', () => {
    expect(sharingTags(lot, origin)).toContainEqual({
      tagName: 'link',
      rel: 'canonical',
      href: `${origin}/lots/${lot.publicId}`,
    });
    const robots = { name: 'robots', content: 'noindex' };
    expect(sharingTags(lot, origin)).not.toContainEqual(robots);
    expect(sharingTags({ ...lot, status: 'withdrawn' }, origin)).toContainEqual(robots);
  });
});

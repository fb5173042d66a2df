/** Where the catalogue `lots.list` names each criterion of the address. */
export const CRITERIA = {
  q: 'q',
  around: 'around',
  near: 'around',
  radius_km: 'radius',
  family: 'family',
  type: 'type',
  condition: 'condition',
  free: 'free',
  price_max: 'priceMax',
  price_max_eur: 'priceMax',
  min_quantity: 'minQuantity',
  length_min: 'size',
  length_max: 'size',
  width_min: 'size',
  width_max: 'size',
  thickness_min: 'size',
  thickness_max: 'size',
  size: 'size',
  from: 'from',
  until: 'until',
  bbox: 'areaOnly',
  sort: 'sort',
} as const;

export const isCriterion = (name: string): name is keyof typeof CRITERIA => name in CRITERIA;

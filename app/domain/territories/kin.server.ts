import type { Ctx } from '#app/domain/context.ts';
import { communesOf, departementsOf, epcisOf, eptsOf, regions } from './queries.server.ts';
import type { Child, Territory } from './views.ts';

export interface Kin {
  regions: Child[];
  departements: Child[];
  epcis: Child[];
  epts: Child[];
  communes: Child[];
}

/** The territories inside one, in lists short enough to read: régions and France stop at EPCI and départements. */
export async function kinOf(ctx: Ctx, { level, code }: Territory): Promise<Kin> {
  const whole = level === 'france';
  const [regionList, departementList, epcis, epts, communes] = await Promise.all([
    whole ? regions(ctx) : [],
    whole ? departementsOf(ctx, null) : level === 'region' ? departementsOf(ctx, code) : [],
    epcisOf(ctx, level, code),
    level === 'epci' ? eptsOf(ctx, code) : [],
    communesOf(ctx, level, code),
  ]);
  return { regions: regionList, departements: departementList, epcis, epts, communes };
}

import type { Ctx } from '#app/domain/context.ts';
import { families, materialTypes } from './queries.server.ts';
import type { TypeOption } from './views.ts';

/** The whole taxonomy as a form offers it, in the reader's language, grouped by family. */
export async function typeOptions(
  ctx: Ctx,
): Promise<{ families: { code: string; name: string }[]; types: TypeOption[] }> {
  const named = <T extends { nameFr: string; nameEn: string }>(one: T) =>
    ctx.locale === 'fr' ? one.nameFr : one.nameEn;
  const [groups, all] = await Promise.all([families(ctx), materialTypes(ctx)]);
  return {
    families: groups.map((one) => ({ code: one.code, name: named(one) })),
    types: all.map((one) => ({
      code: one.code,
      family: one.family,
      name: named(one),
      unit: one.unit,
      altUnits: one.altUnits,
      unitMassG: one.unitMassG,
      massLowG: one.massLowG,
      massHighG: one.massHighG,
      massSource: one.massSource,
      asbestosRisk: one.asbestosRisk !== null && one.asbestosRisk !== 'none',
      leadRisk: one.leadRisk !== null && one.leadRisk !== 'none',
      needsDocument: one.listingPolicy !== 'allow',
    })),
  };
}

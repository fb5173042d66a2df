import type { Ctx } from '#app/domain/context.ts';
import { legalSettings } from '#app/domain/legal/queries.server.ts';
import { LEGAL_SETTING_NAMES } from '#app/domain/legal/vocabulary.ts';
import { writeSettings } from '#app/domain/settings/write.server.ts';
import type { LegalSettingsInput } from '../legal-schema.ts';
import { operatorAct } from '../operator-act.server.ts';

/** The operator says who it is. The log keeps which names changed, not what they said. */
export async function setLegalSettings(
  ctx: Ctx,
  { key, input: { reason, ...said } }: { key: string; input: LegalSettingsInput },
): Promise<{ changed: string[] }> {
  const act = {
    act: 'change-legal-settings',
    subject: { kind: 'setting', id: 'legal' },
    reason,
    key,
  } as const;
  return operatorAct(ctx, { ...act, input: said }, async (tx, add) => {
    const before = await legalSettings(tx);
    const changed = LEGAL_SETTING_NAMES.filter((name) => (said[name] ?? null) !== (before[name] ?? null));
    await writeSettings(tx, Object.fromEntries(changed.map((name) => [name, said[name] ?? null])));
    add({ details: { changed: changed.join(', ') } });
    return { changed };
  });
}

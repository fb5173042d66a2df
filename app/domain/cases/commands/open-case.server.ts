import type { Ctx } from '#app/domain/context.ts';
import { operatorAct } from '#app/domain/operator/operator-act.server.ts';
import { caseUnderWay } from '../case-under-way.server.ts';
import { subjectOfDesk } from '../subject.server.ts';

/** The operator looks into an organisation or a person without having been asked: the case under way, or a new one. Its public id. */
export function openCase(
  ctx: Ctx,
  { key, kind, id, reason }: { key: string; kind: 'organisation' | 'person'; id: string; reason: string },
): Promise<string> {
  const act = { act: 'open-case', subject: { kind: 'case', id: null }, reason } as const;
  return operatorAct(ctx, { ...act, key, input: { kind, id }, ownLetter: true }, async (tx, add) => {
    const subject = await subjectOfDesk(tx, kind, id);
    const { publicId, number } = await caseUnderWay(tx, subject);
    // nobody concerned yet: whoever is looked into learns of it by the decision
    add({ subjectId: publicId, details: { number, kind } });
    return publicId;
  });
}

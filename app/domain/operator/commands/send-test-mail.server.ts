import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { operatorAct } from '../operator-act.server.ts';

/** A mail to the operator who asks, by the same way as every other: to nobody else. */
export async function sendTestMail(
  ctx: Ctx,
  { reason, key }: { reason: string; key: string },
): Promise<void> {
  const subject = { kind: 'queue', id: null } as const;
  await operatorAct(ctx, { act: 'send-test-mail', subject, reason, key }, (tx) =>
    record(tx, 'operator.test-mail'),
  );
}

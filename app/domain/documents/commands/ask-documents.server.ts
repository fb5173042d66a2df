import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { reservationPage } from '#app/domain/reservations/queries.server.ts';
import { statementYears } from '../queries.server.ts';

/** Either side asks for the documents of a reservation that are not there: those that a history played, or an owner said late, left out. */
export async function askDocuments(
  ctx: Ctx,
  { key, reservation }: { key: string; reservation: string },
): Promise<{ asked: true }> {
  const input = { reservation };
  return inCommand(ctx, { name: 'ask-documents', key, input }, async (within) => {
    const { id } = (await reservationPage(within, reservation)) ?? refuse('not-found');
    await record(within, 'documents.asked', { reservation: id });
    return { asked: true };
  });
}

/** An organisation asks for its statement of a year that has begun and that it was here in. */
export async function askStatement(
  ctx: Ctx,
  { key, year }: { key: string; year: number },
): Promise<{ asked: true }> {
  return inCommand(ctx, { name: 'ask-statement', key, input: { year } }, async (within) => {
    const organisation = within.actor.organisation ?? refuse('not-found');
    if (!(await statementYears(within)).includes(year)) refuse('forbidden');
    await record(within, 'statement.asked', { organisation: organisation.id, year });
    return { asked: true };
  });
}

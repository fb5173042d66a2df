import type { Ctx } from '#app/domain/context.ts';
import type { Storage } from '#app/platform/storage/storage.ts';

/** A fact as it was recorded: ids only. */
export interface RecordedEvent {
  id: number;
  kind: string;
  payload: Record<string, unknown>;
  organisationId: number | null;
  personId: number | null;
}

/** What reactions may use besides the database. */
export interface JobWorld {
  storage: Storage;
}

/** Runs in the transaction that marks the event as handled (`ctx.db`): all of it, once, or none of it. */
export type Reaction = (ctx: Ctx, event: RecordedEvent, world: JobWorld) => Promise<void>;

/** An id of the payload. Throws when the fact does not carry it: the job then fails visibly. */
export function idIn(event: RecordedEvent, name: string): number {
  const id = event.payload[name];
  if (typeof id !== 'number' || !Number.isSafeInteger(id))
    throw new TypeError(`event ${event.id} ${event.kind} has no ${name}`);
  return id;
}

import type { Ctx } from '#app/domain/context.ts';
import type { ReserveInput } from '../schema.ts';
import { privately } from './privately.server.ts';
import { type Reserved, reserveLot } from './reserve-lot.server.ts';

/** The first request of somebody signed in who acts for no organisation leaves in their own name. */
export const reservePrivately = (
  ctx: Ctx,
  lotPublicId: string,
  { key, input, sessionId }: { key: string; input: ReserveInput; sessionId: string },
): Promise<Reserved> => privately(ctx, sessionId, (own) => reserveLot(own, lotPublicId, { key, input }));

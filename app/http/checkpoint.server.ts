import type { LoaderFunctionArgs } from '@remix-run/node';
import type { Ctx } from '#app/domain/context.ts';
import { type Checkpoint, checkpointOf } from '#app/domain/ledger/checkpoints.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { isDay } from '#app/domain/validation.ts';
import { contextOf } from '#app/http/context.server.ts';

/** The checkpoint of an address: a day, or `latest`. Open to all. */
export async function readCheckpoint(
  args: LoaderFunctionArgs,
): Promise<{ ctx: Ctx; checkpoint: Checkpoint; headers: Record<string, string> }> {
  const ctx = await contextOf(args);
  const { day = '' } = args.params;
  const checkpoint =
    (day === 'latest' || isDay(day) ? await checkpointOf(ctx, day) : null) ?? refuse('not-found');
  const headers = {
    'Content-Type': 'text/plain; charset=utf-8',
    // what a day says never changes
    'Cache-Control': day === 'latest' ? 'no-cache' : 'public, max-age=31536000, immutable',
  };
  return { ctx, checkpoint, headers };
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { leavesOf } from '#app/domain/ledger/checkpoints.server.ts';
import { readCheckpoint } from '#app/http/checkpoint.server.ts';

/** The leaves a checkpoint was made of, one a line, streamed some at a time. */
export async function loader(args: LoaderFunctionArgs) {
  const { ctx, checkpoint, headers } = await readCheckpoint(args);
  const { id, size, day } = checkpoint;
  const encoder = new TextEncoder();
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const lines = at < size ? await leavesOf(ctx, id, at) : [];
      if (lines.length === 0) return controller.close();
      controller.enqueue(encoder.encode(`${lines.join('\n')}\n`));
      at += lines.length;
    },
  });
  const name = `attachment; filename="ledger-${day}-leaves.txt"`;
  return new Response(body, { headers: { ...headers, 'Content-Disposition': name } });
}

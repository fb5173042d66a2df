import type { LoaderFunctionArgs } from '@remix-run/node';
import { inclusionProof } from '#app/domain/ledger/checkpoints.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { readCheckpoint } from '#app/http/checkpoint.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';

/** Proof that the checkpoint covers a lot's last line. */
export async function loader(args: LoaderFunctionArgs) {
  const { ctx, checkpoint, headers } = await readCheckpoint(args);
  const lot = publicIdOf(args.params);
  const proof = (await inclusionProof(ctx, checkpoint, lot)) ?? refuse('not-found');
  const name = `attachment; filename="${lot}-${checkpoint.day}.tlog-proof"`;
  return new Response(proof, { headers: { ...headers, 'Content-Disposition': name } });
}

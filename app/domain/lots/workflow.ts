import type { LotStatus } from './vocabulary.ts';

/** The life of a lot. `exhausted` and back are the ledger's own doing, when the last unit is held or one returns. */
export const lotWorkflow = {
  publish: { from: ['draft'], to: 'published', by: ['holder'] },
  exhaust: { from: ['published'], to: 'exhausted', by: ['ledger'] },
  restock: { from: ['exhausted'], to: 'published', by: ['ledger'] },
  withdraw: { from: ['draft', 'published', 'exhausted'], to: 'withdrawn', by: ['holder'] },
} as const satisfies Record<
  string,
  { from: readonly LotStatus[]; to: LotStatus; by: readonly ('holder' | 'ledger')[] }
>;

export const mayMove = (status: LotStatus, verb: keyof typeof lotWorkflow): boolean =>
  (lotWorkflow[verb].from as readonly LotStatus[]).includes(status);

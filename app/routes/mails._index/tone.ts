import type { Tone } from '#app/ui/kit/Badge.tsx';

export const toneOf: Record<'waiting' | 'sent' | 'kept' | 'failed' | 'refused' | 'dropped', Tone> = {
  waiting: 'info',
  sent: 'success',
  kept: 'neutral',
  failed: 'danger',
  refused: 'danger',
  dropped: 'neutral',
};

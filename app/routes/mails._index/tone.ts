import type { Tone } from '#app/ui/kit/Badge.tsx';

export const toneOf: Record<'waiting' | 'sent' | 'kept' | 'failed', Tone> = {
  waiting: 'info',
  sent: 'success',
  kept: 'neutral',
  failed: 'danger',
};

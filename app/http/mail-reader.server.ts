import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { env, isLoopback } from '#app/platform/env.server.ts';

interface Settings {
  DEMO: boolean;
  HOST: string;
  ORIGIN: string;
}

/**
 * Who may read kept mails (decision 22): anyone in a demonstration that only this machine reaches, links included; else a
 * platform administrator, without personal links. Everyone else gets the answer of a page that does not exist.
 */
export function mailReader(ctx: Ctx, settings: Settings = env): { links: boolean } {
  const here = isLoopback(settings.HOST) && isLoopback(new URL(settings.ORIGIN).hostname);
  if (settings.DEMO && here) return { links: true };
  if (ctx.actor.person?.platformAdmin && ctx.actor.via === 'session') return { links: false };
  return refuse('not-found');
}

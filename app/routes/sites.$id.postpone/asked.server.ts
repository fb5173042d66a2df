import type { Ctx, Locale } from '#app/domain/context.ts';
import type { DayCancelled } from '#app/domain/moves/commands/cancel-day.server.ts';
import type { SiteMoved } from '#app/domain/moves/commands/postpone-site.server.ts';
import { doneOn } from '#app/domain/moves/queries.server.ts';
import { asksForDay, asksToMove } from '#app/domain/moves/schema.ts';
import { optionalPublicId } from '#app/http/param.server.ts';
import { validationSentence } from '#app/http/sentence.server.ts';
import type { AskedMove } from '#app/ui/moves/AskMove.tsx';

/** What the address of the page asks to see; nothing in it changes anything. */
export function asked(request: Request, locale: Locale) {
  const query = new URL(request.url).searchParams;
  const typed = { days: query.get('days') ?? undefined, way: query.get('way') ?? undefined };
  const move = asksToMove.safeParse(typed);
  const day = asksForDay.safeParse({ day: query.get('day') ?? undefined });
  const wrong = typed.days !== undefined && !move.success ? move.error.issues[0]?.message : undefined;
  const shown: AskedMove = {
    days: typed.days ?? '',
    way: typed.way === 'earlier' ? 'earlier' : 'later',
    error: wrong ? validationSentence(locale, wrong) : null,
  };
  return {
    move: move.success ? move.data : null,
    shown,
    day: day.success ? day.data.day : null,
    page: Number(query.get('page')) || 1,
    done: optionalPublicId(query.get('done')),
  };
}

type DoneHere = ({ what: 'move' } & SiteMoved) | ({ what: 'day' } & DayCancelled);

/** What was done under this key, for the page to say. */
export async function doneHere(ctx: Ctx, siteId: number, key: string | null): Promise<DoneHere | null> {
  const moved = await doneOn<SiteMoved>(ctx, siteId, 'site.postpone', key);
  if (moved) return { ...moved, what: 'move' };
  const cancelled = await doneOn<DayCancelled>(ctx, siteId, 'site.cancel-day', key);
  return cancelled ? { ...cancelled, what: 'day' } : null;
}

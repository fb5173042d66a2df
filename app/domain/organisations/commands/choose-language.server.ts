import { and, eq, ne } from 'drizzle-orm';
import type { Ctx, Locale } from '#app/domain/context.ts';
import { person } from '#db/tables/people.ts';

/** The language of the person's pages and mails. Said twice it changes nothing; a visitor has nowhere to keep it. */
export async function chooseLanguage(ctx: Ctx, locale: Locale): Promise<void> {
  if (!ctx.actor.person) return;
  await ctx.db
    .update(person)
    .set({ locale })
    .where(and(eq(person.id, ctx.actor.person.id), ne(person.locale, locale)));
}

import { randomBytes } from 'node:crypto';
import type { Ctx } from '#app/domain/context.ts';
import { organisation } from '#db/tables/people.ts';
import { slugOf } from './rules.ts';

type NewOrganisation = Omit<typeof organisation.$inferInsert, 'slug'>;

/** Inserts under the first free address drawn from `base`: "name", "name-2" … then a random end. Races end well. */
export async function insertWithFreeSlug(
  ctx: Ctx,
  base: string,
  values: NewOrganisation,
): Promise<{ id: number; slug: string; publicId: string }> {
  const random = () => `${slugOf(base)}-${randomBytes(5).toString('hex')}`;
  const personal = values.kind === 'private_person';
  for (let turn = 1; ; turn++) {
    const slug = personal || turn > 5 ? random() : slugOf(base, turn);
    const [made] = await ctx.db
      .insert(organisation)
      .values({ ...values, slug })
      .onConflictDoNothing({ target: organisation.slug })
      .returning({ id: organisation.id, slug: organisation.slug, publicId: organisation.publicId });
    if (made) return made;
  }
}

import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { LegalLine } from '#app/domain/lots/vocabulary.ts';
import type { Clause } from './facts.ts';
import type { Nature, SellerKind, TakerKind } from './vocabulary.ts';

export interface DeedPair {
  seller: SellerKind;
  taker: TakerKind;
  nature: Nature;
  legalLine: LegalLine;
  /** of the pick-up */
  day: string;
}

/** What the deed between these two says, by the texts in force on that day, in their order. */
export async function clausesFor(
  ctx: Ctx,
  { seller, taker, nature, legalLine, day }: DeedPair,
): Promise<(Clause & { withoutGuarantee: boolean; conformityNotice: boolean })[]> {
  return [
    ...(await ctx.db.execute<
      Clause & { withoutGuarantee: boolean; conformityNotice: boolean } & Record<string, unknown>
    >(sql`
      select code, json_build_object('fr', title_fr, 'en', title_en) as title, json_build_object('fr', text_fr, 'en', text_en) as text,
             json_build_object('fr', basis_fr, 'en', basis_en) as basis, without_guarantee as "withoutGuarantee",
             conformity_notice as "conformityNotice"
        from deed_clause
       where ${seller} = any (sellers) and ${taker} = any (takers) and ${nature} = any (natures)
         and (legal_lines is null or ${legalLine} = any (legal_lines))
         and ${day}::date between valid_from and coalesce(valid_until, 'infinity'::date)
       order by position, id`)),
  ];
}

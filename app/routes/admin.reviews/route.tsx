import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import type { Ctx } from '#app/domain/context.ts';
import { typeOptions } from '#app/domain/materials/type-options.server.ts';
import { answerReview } from '#app/domain/reviews/commands/answer-review.server.ts';
import { setReviewRules } from '#app/domain/reviews/commands/set-review-rules.server.ts';
import { reviewRules, toReview } from '#app/domain/reviews/queries.server.ts';
import { answerReviewSchema, reviewRulesSchema } from '#app/domain/reviews/schema.ts';
import { contextOf, requireOperator } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { AdminPage } from '#app/ui/admin/AdminPage.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { ReviewRulesForm } from '#app/ui/reviews/ReviewRulesForm.tsx';
import { ToReviewCard } from '#app/ui/reviews/ToReviewCard.tsx';

export const meta = titled('trust', (t) => t('reviews.title'));

const intents = z.discriminatedUnion('intent', [answerReviewSchema, reviewRulesSchema]);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requireOperator(ctx, args.request);
  const [waiting, rules, types] = await Promise.all([toReview(ctx), reviewRules(ctx), typeOptions(ctx)]);
  return { waiting, rules, types, key: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  requireOperator(await contextOf(args), args.request);
  return submit(args, intents, async (ctx, asked, key) => {
    const text = await carryOut(ctx, asked, key);
    return redirectWithFlash(paths.adminReviews(), { tone: 'success', text });
  });
}

async function carryOut(ctx: Ctx, asked: z.output<typeof intents>, key: string): Promise<string> {
  const t = translator(ctx.locale, 'trust.reviews');
  if (asked.intent === 'answer') {
    const { decision } = await answerReview(ctx, { key, ...asked });
    return t('done', { decision });
  }
  const { add, types, firstLots, reason } = asked;
  await setReviewRules(ctx, { key, types: add ? [...types, add] : types, firstLots, reason });
  return t('rulesDone');
}

export default function AdminReviews() {
  const { waiting, rules, types, key } = useLoaderData<typeof loader>();
  const t = useTranslations('trust.reviews');
  return (
    <AdminPage title={t('title')} lead={t('lead')}>
      <Section title={t('waiting')}>
        {waiting.length === 0 ? (
          <EmptyState title={t('empty')} level={3}>
            {t('emptyText')}
          </EmptyState>
        ) : (
          waiting.map((one) => <ToReviewCard key={one.publicId} one={one} formKey={key} />)
        )}
      </Section>
      <ReviewRulesForm rules={rules} types={types} formKey={key} />
    </AdminPage>
  );
}

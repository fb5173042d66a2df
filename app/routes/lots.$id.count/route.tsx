import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { doubtOf } from '#app/domain/lots/suspicious-count.ts';
import { correctCount } from '#app/domain/reservations/commands/correct-count.server.ts';
import { countInput } from '#app/domain/reservations/count-schema.ts';
import { type CountSheet, countSheet } from '#app/domain/reservations/count-sheet.server.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { CountQuestion } from '#app/ui/counts/CountQuestion.tsx';
import { CountReview } from '#app/ui/counts/CountReview.tsx';
import { HeldBy } from '#app/ui/counts/HeldBy.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { StrayErrors } from '#app/ui/kit/StrayErrors.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { ActingBanner } from '#app/ui/sites/ActingBanner.tsx';
import { askedIn, inWholeSteps } from './asked.server.ts';

export const meta = titled('counts', (t) => t('title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'lot'));
  requireOrganisation(ctx, args.request);
  const read = askedIn(ctx.locale, args.request);
  const sheet = await countSheet(ctx, publicIdOf(args.params), read.question?.counted ?? null);
  const { asked, question } = inWholeSteps(ctx.locale, read, sheet.stepMilli);
  return {
    sheet,
    asked,
    question: question && { ...question, doubt: doubtOf(sheet.onSiteMilli, question.counted) },
    acting: actingFor(ctx.actor),
    key: randomUUID(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(actingAt(args, 'lot'), countInput, async (ctx, typed, key) => {
    requireOrganisation(ctx, args.request);
    const { unit } = await countSheet(ctx, id, null);
    const done = await correctCount(ctx, id, {
      ...{ key, unit, cause: typed.cause, keeps: typed.keeps, sure: typed.sure },
      ...{ seenMilli: typed.seen, countedMilli: typed.counted },
    });
    const text = translator(ctx.locale, 'counts')(typed.counted > typed.seen ? 'doneMore' : 'done', {
      counted: formatQuantity(ctx.locale, done.onSiteMilli, unit),
      told: done.told,
    });
    return redirectWithFlash(paths.lot(id), { tone: 'success', text });
  });
}

/** The count in one sentence: what it takes, or gives, and from what. */
function useDifference(sheet: CountSheet, countedMilli: number): string {
  const t = useTranslations('counts.review');
  const locale = useLocale();
  const amount = (milli: number) => formatQuantity(locale, milli, sheet.unit);
  const there = amount(sheet.onSiteMilli);
  const by = countedMilli - sheet.onSiteMilli;
  if (by === 0) return t('same');
  if (by > 0) return t('more', { there, found: amount(by) });
  if (sheet.missingMilli === 0) return t('lessFree', { there, missing: amount(-by) });
  const words = { there, missing: amount(sheet.missingMilli) };
  return sheet.availableMilli > 0 ? t('lessHeld', words) : t('lessAllHeld', words);
}

function Review({ formKey }: { formKey: string }) {
  const { sheet, question } = useLoaderData<typeof loader>();
  const t = useTranslations('counts.review');
  const counted = question?.counted ?? 0;
  const difference = useDifference(sheet, counted);
  const locale = useLocale();
  if (!question) return null;
  return (
    <Section title={t('title', { counted: formatQuantity(locale, counted, sheet.unit) })} lead={difference}>
      {counted === sheet.onSiteMilli ? null : (
        <CountReview
          key={[counted, ...sheet.holds.map((hold) => hold.publicId + hold.heldMilli)].join()}
          sheet={sheet}
          countedMilli={counted}
          cause={question.cause}
          doubt={question.doubt}
          formKey={formKey}
        />
      )}
    </Section>
  );
}

export default function CountRoute() {
  const { sheet, asked, question, acting, key } = useLoaderData<typeof loader>();
  const t = useTranslations('counts');
  const locale = useLocale();
  const amount = (milli: number) => formatQuantity(locale, milli, sheet.unit);
  const lead = t(sheet.heldMilli > 0 ? 'there' : 'thereFree', {
    there: amount(sheet.onSiteMilli),
    available: amount(sheet.availableMilli),
    held: amount(sheet.heldMilli),
  });
  const form = <CountQuestion asked={asked} unit={sheet.unit} />;
  return (
    <Page
      width="narrow"
      title={t('title')}
      lead={lead}
      breadcrumbs={[{ label: sheet.title, to: paths.lot(sheet.publicId) }, { label: t('title') }]}
    >
      <ActingBanner acting={acting} />
      {question ? null : <StrayErrors shown={[]} />}
      {question ? <Review formKey={key} /> : <HeldBy sheet={sheet} />}
      {question ? (
        <Disclosure summary={t('ask.again')} className="mt-8 no-print">
          {form}
        </Disclosure>
      ) : (
        <Section title={t('ask.title')}>{form}</Section>
      )}
    </Page>
  );
}

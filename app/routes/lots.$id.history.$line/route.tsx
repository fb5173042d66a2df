import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { answerCorrection } from '#app/domain/ledger/commands/answer-correction.server.ts';
import { proposeCorrection } from '#app/domain/ledger/commands/propose-correction.server.ts';
import { actingAt, contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { lineNumberOf, readLine } from '#app/http/line.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { CorrectionForm } from '#app/ui/books/CorrectionForm.tsx';
import { LineFacts } from '#app/ui/books/LineFacts.tsx';
import { OpenCorrection } from '#app/ui/books/OpenCorrection.tsx';
import { useWhat } from '#app/ui/books/words.tsx';
import { StrayErrors } from '#app/ui/kit/StrayErrors.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { ActingBanner } from '#app/ui/sites/ActingBanner.tsx';
import { intents } from './intents.ts';

export const meta = titled<'books', Awaited<ReturnType<typeof loader>>>('books', (t, data) =>
  data ? t('movement.title', { seq: data.line.seq, name: data.place.name }) : t('heading'),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'lot'));
  requirePerson(ctx, args.request);
  const keys = { propose: crypto.randomUUID(), consent: crypto.randomUUID(), decline: crypto.randomUUID() };
  return { ...(await readLine(ctx, publicIdOf(args.params), lineNumberOf(args.params))), keys };
}

export async function action(args: ActionFunctionArgs) {
  const lot = publicIdOf(args.params);
  const seq = lineNumberOf(args.params);
  return submit(actingAt(args, 'lot'), intents, async (ctx, asked, key) => {
    requirePerson(ctx, args.request);
    const { state } =
      asked.intent === 'propose'
        ? await proposeCorrection(ctx, { lot, seq }, { key, input: asked })
        : await answerCorrection(ctx, asked.correction, { key, consent: asked.intent === 'consent' });
    const { detail } = await readLine(ctx, lot, seq);
    const text = translator(ctx.locale, 'books')(`correction.done.${state}`, {
      name: detail.otherName ?? '',
    });
    return redirectWithFlash(paths.movement(lot, seq), { tone: 'success', text });
  });
}

export default function LineRoute() {
  const { id, place, line, detail, keys, acting } = useLoaderData<typeof loader>();
  const t = useTranslations('books');
  const what = useWhat();
  return (
    <Page
      width="narrow"
      title={what(line)}
      over={t('line', { seq: line.seq })}
      breadcrumbs={[
        { label: place.name, to: paths.lot(id) },
        { label: t('heading'), to: paths.lotHistory(id) },
        { label: t('line', { seq: line.seq }) },
      ]}
    >
      <ActingBanner acting={acting} />
      <StrayErrors shown={detail.mayPropose ? ['propose'] : detail.mayAnswer ? ['consent', 'decline'] : []} />
      {detail.correction?.state === 'proposed' ? (
        <OpenCorrection
          line={line}
          detail={detail}
          correction={detail.correction}
          zone={place.zone}
          keys={keys}
        />
      ) : null}
      <LineFacts id={id} line={line} detail={detail} zone={place.zone} />
      {detail.mayPropose ? (
        <CorrectionForm line={line} detail={detail} zone={place.zone} formKey={keys.propose} />
      ) : null}
    </Page>
  );
}

import { createHash } from 'node:crypto';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { z } from 'zod';
import { type Verified, verifyDocument } from '#app/domain/documents/queries.server.ts';
import { numberOf, shortNumber } from '#app/domain/documents/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import { v } from '#app/domain/validation.ts';
import { contextOf } from '#app/http/context.server.ts';
import { submit } from '#app/http/form.server.ts';
import { limitVerify } from '#app/http/limits.server.ts';
import { dayOf, formatDay } from '#app/i18n/dates.ts';
import { titled } from '#app/i18n/title.ts';
import { CheckFile, type Match } from '#app/ui/documents/CheckFile.tsx';
import { VerifiedFacts } from '#app/ui/documents/VerifiedFacts.tsx';
import { Badge, type Tone } from '#app/ui/kit/Badge.tsx';
import { Page } from '#app/ui/layout/Page.tsx';

const words = titled<'documents', { document: Verified }>('documents', (t, found) =>
  t('check.title', { number: shortNumber(found?.document.number ?? '') }),
);
export const meta: typeof words = (args) => [...(words(args) ?? []), { name: 'robots', content: 'noindex' }];

/** A wrong number, a part of one and one nobody gave are the same: nothing there. */
async function read(args: LoaderFunctionArgs | ActionFunctionArgs): Promise<Verified> {
  const ctx = await contextOf(args);
  await limitVerify(args);
  const number = numberOf(args.params.number ?? '');
  return (number && (await verifyDocument(ctx, number))) || refuse('not-found');
}

export async function loader(args: LoaderFunctionArgs) {
  return { document: await read(args) };
}

const sent = z.object({
  file: z.instanceof(File, { message: v('required') }).refine((file) => file.size > 0, v('required')),
});

export async function action(args: ActionFunctionArgs) {
  return submit(args, sent, async (_ctx, { file }) => {
    const { files } = await read(args);
    const sha256 = createHash('sha256')
      .update(Buffer.from(await file.arrayBuffer()))
      .digest('hex');
    const match: Match = files.find((one) => one.sha256 === sha256)?.locale ?? 'none';
    return data({ match });
  });
}

const tones: Record<Verified['state'], Tone> = {
  current: 'success',
  superseded: 'warning',
  cancelled: 'danger',
  closed: 'neutral',
};

export default function Verify() {
  const { document } = useLoaderData<typeof loader>();
  const answer = useActionData<{ match?: Match; error?: Record<string, string[]> }>();
  const t = useTranslations('documents.check');
  const locale = useLocale();
  const { state, replacedBy, number, zone } = document;
  return (
    <Page
      width="narrow"
      title={t('title', { number: shortNumber(number) })}
      lead={t('genuine')}
      over={<Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>}
    >
      <p className="mb-6">
        {t(`stateHelp.${state}`, {
          day: replacedBy ? formatDay(locale, dayOf(new Date(replacedBy.madeAt), zone)) : '',
          number: replacedBy?.number ?? '',
        })}
      </p>
      <VerifiedFacts document={document} />
      <CheckFile files={document.files} match={answer?.match ?? null} errors={answer?.error?.file} />
    </Page>
  );
}

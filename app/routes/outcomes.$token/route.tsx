import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { sayOutcomeByLink } from '#app/domain/ledger/commands/say-outcome.server.ts';
import { outcomeInput } from '#app/domain/ledger/outcome-schema.ts';
import { outcomeByLink } from '#app/domain/ledger/outcomes.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { contextOf } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { limitLinks } from '#app/http/limits.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { readSignedId } from '#app/platform/signed-id.server.ts';
import { Page } from '#app/ui/layout/Page.tsx';
import { OutcomeAnswer } from '#app/ui/outcomes/OutcomeAnswer.tsx';

export const meta = titled('outcomes', (t) => t('title'));
/** The address is the proof: it goes nowhere else, and no engine keeps it. */
export const headers = () => ({
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
  'Cache-Control': 'no-store',
});

const reservationOf = ({ token = '' }: Record<string, string | undefined>) =>
  readSignedId('outcome', token) ?? refuse('not-found');

/** Looking changes nothing: mail programs and their scanners open every link. */
export async function loader(args: LoaderFunctionArgs) {
  const outcome =
    (await outcomeByLink(await contextOf(args), reservationOf(args.params))) ?? refuse('not-found');
  return { outcome, keys: [crypto.randomUUID(), crypto.randomUUID()] as const };
}

/** Works signed out and from anywhere: the signed token alone is asked. */
export async function action(args: ActionFunctionArgs) {
  const id = reservationOf(args.params);
  await limitLinks(args);
  return submit(args, outcomeInput, async (ctx, input, key) => {
    await sayOutcomeByLink(ctx, id, { key, input });
    const text = translator(ctx.locale, 'outcomes')('done');
    return redirectWithFlash(paths.outcomeLink(args.params.token ?? ''), { tone: 'success', text });
  });
}

export default function OutcomeByLink() {
  const { outcome, keys } = useLoaderData<typeof loader>();
  const t = useTranslations('outcomes');
  return (
    <Page width="narrow" title={t('title')} lead={outcome.lot}>
      <OutcomeAnswer outcome={outcome} keys={keys} />
    </Page>
  );
}

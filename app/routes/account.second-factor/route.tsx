import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import {
  beginFactor,
  confirmFactor,
  dropFactor,
  renewCodes,
} from '#app/domain/factors/commands/set-up-factor.server.ts';
import { myFactor } from '#app/domain/factors/queries.server.ts';
import { codeSchema } from '#app/domain/factors/schema.ts';
import { refuse } from '#app/domain/refusal.ts';
import { contextOf, requirePerson, requireProof, sessionIdOf, standingIn } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { limitCodes } from '#app/http/limits.server.ts';
import { paths, safeNext } from '#app/http/paths.ts';
import { qrOf } from '#app/http/qr.server.ts';
import { factorTools } from '#app/http/second-factor.server.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { BeginFactor } from '#app/ui/factors/BeginFactor.tsx';
import { ChangeFactor } from '#app/ui/factors/ChangeFactor.tsx';
import { Enrolment } from '#app/ui/factors/Enrolment.tsx';
import { RecoveryCodes } from '#app/ui/factors/RecoveryCodes.tsx';
import { Page } from '#app/ui/layout/Page.tsx';

/** A key, codes: no cache keeps this page. */
export const headers = () => ({ 'Cache-Control': 'no-store' });

export const meta = titled('factors', (t) => t('mine.title'));

const nextOf = (request: Request) => safeNext(new URL(request.url).searchParams.get('next'), '');

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  const factor = await myFactor(ctx, factorTools);
  const dueAt = standingIn(ctx)?.factorDueAt ?? null;
  const needed = ctx.actor.person.platformAdmin
    ? ({ by: 'operator' } as const)
    : dueAt && ctx.actor.organisation
      ? {
          by: 'organisation' as const,
          name: ctx.actor.organisation.name,
          from: dueAt > ctx.now ? dueAt : null,
        }
      : null;
  const shown =
    factor.state === 'begun'
      ? { state: factor.state, typed: factor.enrolment.typed, qr: qrOf(factor.enrolment.address) }
      : factor;
  return { factor: shown, needed, next: nextOf(args.request) };
}

const schema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('begin') }),
  codeSchema.extend({ intent: z.enum(['confirm', 'renew', 'off']) }),
]);

export async function action(args: ActionFunctionArgs) {
  return submit(args, schema, async (ctx, value) => {
    requirePerson(ctx, args.request);
    if (value.intent === 'begin') {
      // a session left open must not give its finder a factor of their own
      requireProof(ctx, args.request);
      await beginFactor(ctx, factorTools);
      return redirect(paths.secondFactor(nextOf(args.request)));
    }
    await limitCodes(args, ctx.actor.person.id);
    const { intent, code } = value;
    if (intent === 'confirm') {
      const sessionId = sessionIdOf(ctx) ?? refuse('sign-in-needed');
      return confirmFactor(ctx, factorTools, { code, sessionId });
    }
    if (intent === 'renew') return renewCodes(ctx, factorTools, { code });
    await dropFactor(ctx, factorTools, { code });
    const text = translator(ctx.locale, 'factors')('mine.offDone');
    return redirectWithFlash(paths.account(), { tone: 'success', text });
  });
}

export default function SecondFactor() {
  const { factor, needed, next } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations('factors.mine');
  const accounts = useTranslations('accounts.account');
  const breadcrumbs = [{ label: accounts('title'), to: paths.account() }, { label: t('title') }];
  const codes = answer && 'codes' in answer ? answer.codes : null;
  return (
    <Page width="narrow" title={t('title')} lead={t('lead')} breadcrumbs={breadcrumbs}>
      {codes ? <RecoveryCodes codes={codes} next={next || paths.account()} /> : null}
      {!codes && factor.state === 'none' ? <BeginFactor needed={needed} next={next} /> : null}
      {!codes && factor.state === 'begun' ? <Enrolment typed={factor.typed} qr={factor.qr} /> : null}
      {!codes && factor.state === 'on' ? <ChangeFactor {...factor} /> : null}
    </Page>
  );
}

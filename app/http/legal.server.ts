import type { LoaderFunctionArgs } from '@remix-run/node';
import { legalSettings, legalText, legalVersions } from '#app/domain/legal/queries.server.ts';
import { missingSettings } from '#app/domain/legal/rules.ts';
import type { LegalKind } from '#app/domain/legal/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import { contextOf } from '#app/http/context.server.ts';
import { proseOf } from '#app/http/prose/prose.server.ts';
import { env } from '#app/platform/env.server.ts';

/** A legal text as it is drawn: the version asked for, else the one in force. */
export async function legalPage(args: LoaderFunctionArgs, kind: LegalKind) {
  const ctx = await contextOf(args);
  const asked = new URL(args.request.url).searchParams.get('version');
  const version = asked === null ? null : /^\d{1,9}$/.test(asked) ? Number(asked) : refuse('not-found');
  const [text, current, versions, settings] = await Promise.all([
    legalText(ctx, kind, version),
    version === null ? null : legalText(ctx, kind),
    legalVersions(ctx, kind),
    legalSettings(ctx),
  ]);
  if (version !== null && !text) refuse('not-found');
  return {
    kind,
    text: text && { version: text.version, effectiveOn: text.effectiveOn, changes: text.changes },
    current: (current ?? text)?.version ?? null,
    blocks: text ? proseOf(text.text, { locale: ctx.locale, settings, values: { origin: env.ORIGIN } }) : [],
    versions,
    missing: missingSettings(settings),
    demo: env.DEMO,
  };
}

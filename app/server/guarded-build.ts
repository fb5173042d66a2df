import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from '@remix-run/node';
import { isRefusal } from '#app/domain/refusal.ts';
import { isDatabaseDown, RETRY_AFTER } from '#app/http/database-down.ts';
import type { ErrorAnswer } from '#app/http/error-answer.ts';
import { plainProblem, problemOf } from '#app/http/problem.server.ts';
import { refusals } from '#app/http/refusals.ts';
import { refusalSentence, sentence } from '#app/http/sentence.server.ts';
import { localeOf } from '#app/i18n/locale.ts';

type Args = LoaderFunctionArgs | ActionFunctionArgs;

function said(
  status: number,
  code: string,
  text: string,
  args: Args,
  headers?: Record<string, string>,
): Response {
  const answer: ErrorAnswer = { code, sentence: text, requestId: args.context.requestId };
  return Response.json(answer, { status, headers: { 'Cache-Control': 'no-store', ...headers } });
}

/** What a loader or an action may throw, as the Response Remix gives to the error page; the rest stays an error. */
export function thrownAnswer(error: unknown, args: Args): unknown {
  const locale = args.context.language ?? localeOf(args.request);
  const api = new URL(args.request.url).pathname.startsWith('/api/');
  if (isRefusal(error)) {
    if (api) return problemOf(error, locale);
    return said(refusals[error.code].status, error.code, refusalSentence(locale, error), args);
  }
  if (isDatabaseDown(error)) {
    args.context.report(error);
    if (api) {
      const answer = plainProblem(503, 'database-down', locale);
      answer.headers.set('Retry-After', RETRY_AFTER);
      return answer;
    }
    return said(503, 'database-down', sentence(locale, 'database-down'), args, {
      'Retry-After': RETRY_AFTER,
    });
  }
  if (!api || error instanceof Response) return error;
  args.context.report(error);
  return plainProblem(500, 'unexpected', locale);
}

function guarded<A extends Args>(run: (args: A) => unknown): (args: A) => Promise<never> {
  return async (args) => {
    try {
      return (await run(args)) as never;
    } catch (error) {
      throw thrownAnswer(error, args);
    }
  };
}

/** The Remix build with every loader and action behind the one place that turns refusals and outages into answers. */
export function guardedBuild(build: ServerBuild): ServerBuild {
  const routes = Object.fromEntries(
    Object.entries(build.routes).map(([id, route]) => {
      if (!route) return [id, route];
      const { loader, action } = route.module;
      const module = { ...route.module };
      if (loader) module.loader = guarded(loader);
      if (action) module.action = guarded(action);
      return [id, { ...route, module }];
    }),
  );
  return { ...build, routes };
}

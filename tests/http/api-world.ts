import { randomUUID } from 'node:crypto';
import { createApiToken } from '#app/domain/organisations/commands/create-api-token.server.ts';
import { type ApiScope, apiScopes } from '#app/domain/organisations/vocabulary.ts';
import type { Party } from '#tests/ledger/world.ts';
import { ctxOf } from '#tests/support/accounts.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { makeOrganisation, makePerson } from '#tests/support/factories.ts';
import type { TestServer } from '#tests/support/server.ts';

export interface Member extends Party {
  slug: string;
  token: string;
}

/** An organisation with one person and a token for everything, unless said otherwise. */
export async function member(
  { db, owner }: TestDatabase,
  { scopes = apiScopes, kind }: { scopes?: readonly ApiScope[]; kind?: string } = {},
): Promise<Member> {
  const organisation = await makeOrganisation(owner, kind);
  const person = await makePerson(owner);
  const { token } = await createApiToken(ctxOf(db), { organisation: organisation.slug, scopes });
  return { organisation: organisation.id, person: person.id, slug: organisation.slug, token };
}

export interface Said {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was answered
  body: any;
}

interface Ask {
  token?: string;
  body?: unknown;
  /** null sends none. */
  key?: string | null;
  method?: string;
  headers?: Record<string, string>;
}

/** One request as a program makes it: no Origin, no cookie; a POST carries a fresh key. */
export function apiOf(server: () => TestServer) {
  return async (path: string, ask: Ask = {}): Promise<Said> => {
    const { token, body, key, headers = {} } = ask;
    const method = ask.method ?? (body === undefined ? 'GET' : 'POST');
    const answer = await fetch(`${server().origin}/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: {
        'accept-language': 'en',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' && key !== null ? { 'idempotency-key': key ?? randomUUID() } : {}),
        ...headers,
      },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    const type = answer.headers.get('content-type') ?? '';
    return {
      status: answer.status,
      headers: answer.headers,
      body: /json/.test(type) && text !== '' ? JSON.parse(text) : text,
    };
  };
}

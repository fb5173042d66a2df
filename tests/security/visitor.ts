import { randomInt } from 'node:crypto';
import type { TestServer } from '#tests/support/server.ts';

/**
 * A browser without JavaScript: keeps cookies, posts forms, speaks French. Each request comes from an address of its own (the
 * server is behind one proxy), so that no limit answers instead of a guard.
 */
export function visitor(server: TestServer) {
  const jar = new Map<string, string>();
  const headers = () => ({
    'accept-language': 'fr',
    'x-forwarded-for': `198.51.${randomInt(256)}.${randomInt(256)}`,
    cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
  });
  const keep = (answer: Response) => {
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0/.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  return {
    jar,
    get: async (path: string) => keep(await server.fetch(path, { headers: headers() })),
    post: async (path: string, fields: Record<string, string> | FormData) =>
      keep(
        await server.fetch(path, {
          method: 'POST',
          body: fields instanceof FormData ? fields : new URLSearchParams(fields),
          headers: headers(),
        }),
      ),
  };
}

import { createHash } from 'node:crypto';

interface Form {
  status?: number;
  type?: string;
  headers?: Record<string, string>;
}

/** A tag of its content: an unchanged answer costs no bytes, a changed one is seen at once. */
export function json(
  value: unknown,
  { status = 200, type = 'application/json', headers }: Form = {},
): Response {
  const body = JSON.stringify(value);
  const tag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return new Response(body, {
    status,
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      ...(status === 200 ? { ETag: `W/"${tag}"` } : {}),
      ...headers,
    },
  });
}

/** 304 when the asker already holds this very content. */
export function unchanged(request: Request, response: Response): Response {
  const tag = response.headers.get('ETag');
  const held = request.headers.get('If-None-Match');
  if (response.status !== 200 || !tag || !held) return response;
  const same = held.split(',').some((one) => one.trim() === '*' || bare(one) === bare(tag));
  if (!same) return response;
  const headers = new Headers(response.headers);
  headers.delete('Content-Type');
  return new Response(null, { status: 304, headers });
}

const bare = (tag: string) => tag.trim().replace(/^W\//, '');

import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readStatement } from '#app/http/statement.server.ts';
import { titled } from '#app/i18n/title.ts';
import { Statement } from '#app/ui/books/Statement.tsx';

export const meta = titled<'books', Awaited<ReturnType<typeof loader>>>('books', (t, data) =>
  t('title', { name: data?.place.name ?? '' }),
);

export const loader = (args: LoaderFunctionArgs) => readStatement(args, 'site');

export default function SiteHistory() {
  return <Statement kind="site" {...useLoaderData<typeof loader>()} />;
}

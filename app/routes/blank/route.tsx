import type { LoaderFunctionArgs } from '@remix-run/node';
import { contextOf } from '#app/http/context.server.ts';

/** An empty page inside the frame of every page: what the others are measured against (`npm run bench -- path`). */
export async function loader(args: LoaderFunctionArgs) {
  await contextOf(args);
  return null;
}

export default function Blank() {
  return <p />;
}

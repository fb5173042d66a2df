import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { paths } from '#app/http/paths.ts';

/** A word of law or of the trade where a page first says it: a link to its line of the glossary. */
export function Term({ word, children }: { word: string; children: ReactNode }) {
  return (
    <Link
      to={paths.glossaryEntry(word)}
      className="underline decoration-dotted decoration-2 underline-offset-4 hover:decoration-solid"
    >
      {children}
    </Link>
  );
}

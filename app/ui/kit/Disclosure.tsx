import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useOvertaken } from './Meanwhile.tsx';

/** Something to unfold, with the browser's own <details>. */
export function Disclosure({
  summary,
  children,
  open,
  className,
}: {
  summary: ReactNode;
  children: ReactNode;
  open?: boolean;
  className?: string;
}) {
  const overtaken = useOvertaken();
  return (
    <details open={open || overtaken} className={`group border-b border-line ${className ?? ''}`}>
      <summary className="flex min-h-11 items-center justify-between gap-3 py-2 font-semibold">
        {summary}
        <ChevronDown
          className="size-5 shrink-0 transition-transform duration-150 group-open:rotate-180"
          aria-hidden="true"
        />
      </summary>
      <div className="pb-4">{children}</div>
    </details>
  );
}

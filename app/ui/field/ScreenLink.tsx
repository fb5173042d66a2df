import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClass } from '#app/ui/kit/Button.tsx';
import { hrefOf, type Screen } from './screen.ts';

interface Props {
  to: Screen;
  children: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
}

/** A plain link inside the page: the router is not asked, it would look for the server. */
export function ScreenLink({ to, children, variant, size = 'large', icon }: Props) {
  return (
    <a href={hrefOf(to)} className={buttonClass({ variant, size, wide: true })}>
      {icon}
      {children}
    </a>
  );
}

/** One line of a list, as large as a gloved finger. */
export function ScreenLine({ to, children }: { to: Screen; children: ReactNode }) {
  return (
    <li>
      <a
        href={hrefOf(to)}
        className="flex min-h-16 items-center gap-3 rounded-lg border-[1.5px] border-edge bg-surface px-4 py-3 hover:border-ink"
      >
        {children}
      </a>
    </li>
  );
}

export function Back({ to, children }: { to: Screen; children: ReactNode }) {
  return (
    <a href={hrefOf(to)} className="-ml-2 inline-flex min-h-12 items-center gap-1 pr-3 font-semibold">
      <ChevronLeft className="size-6" aria-hidden="true" />
      {children}
    </a>
  );
}

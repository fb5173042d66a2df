import type { ReactNode } from 'react';
import { classes } from '#app/ui/kit/classes.ts';
import { Count } from './WordsField.tsx';

interface Props {
  name: string;
  value: string;
  ticked: boolean;
  /** lots that would answer, when it is known */
  count: number | undefined;
  icon?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** One box to tick, with how many lots answer it. */
export function Tick({ name, value, ticked, count, icon, children, className }: Props) {
  return (
    <label className={classes('flex min-h-11 items-center gap-3 py-1', className)}>
      <input
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={ticked}
        className="size-6 shrink-0 accent-accent"
      />
      {icon}
      <span className={classes('min-w-0 leading-snug', count === 0 && !ticked && 'text-muted')}>
        {children}
        <Count of={count} />
      </span>
    </label>
  );
}

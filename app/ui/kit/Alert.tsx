import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';

export type AlertTone = 'info' | 'success' | 'warning' | 'danger';

const looks = {
  info: { icon: Info, box: 'border-info bg-info-soft', ink: 'text-info' },
  success: { icon: CircleCheck, box: 'border-success bg-success-soft', ink: 'text-success' },
  warning: { icon: TriangleAlert, box: 'border-warning bg-warning-soft', ink: 'text-warning' },
  danger: { icon: CircleAlert, box: 'border-danger bg-danger-soft', ink: 'text-danger' },
} as const;

interface Props {
  tone?: AlertTone;
  title?: ReactNode;
  children?: ReactNode;
  /** Buttons or links: what to do next. */
  actions?: ReactNode;
  /** Says it aloud when it appears after an action. */
  live?: boolean;
  className?: string;
}

export function Alert({ tone = 'info', title, children, actions, live, className }: Props) {
  const { icon: Icon, box, ink } = looks[tone];
  return (
    <div
      role={live ? (tone === 'danger' ? 'alert' : 'status') : undefined}
      className={classes('flex gap-3 rounded border-l-[6px] p-4', box, className)}
    >
      <Icon className={classes('size-6 shrink-0', ink)} aria-hidden="true" />
      <div className="min-w-0">
        {title ? <p className={classes('font-semibold', ink)}>{title}</p> : null}
        {children}
        {actions ? <div className="mt-3 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}

import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { classes } from './classes.ts';

export interface Step {
  label: ReactNode;
  /** When, by whom, or what happens next. */
  detail?: ReactNode;
  state: 'done' | 'current' | 'todo';
}

/** Where something stands on its way; states are said in words for those who do not see the marks. */
export function Steps({
  label,
  steps,
  layout = 'column',
}: {
  label: string;
  steps: readonly Step[];
  layout?: 'column' | 'row';
}) {
  const t = useTranslations('kit');
  return (
    <ol
      aria-label={label}
      className={layout === 'row' ? 'flex flex-col gap-3 sm:flex-row sm:gap-0' : 'flex flex-col'}
    >
      {steps.map((step, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed order
          key={index}
          aria-current={step.state === 'current' ? 'step' : undefined}
          className={classes(
            'relative flex gap-3',
            layout === 'column' ? 'pb-5 last:pb-0' : 'sm:flex-1 sm:flex-col sm:pr-4',
          )}
        >
          {layout === 'column' && index < steps.length - 1 ? (
            <span
              aria-hidden="true"
              className={classes(
                'absolute top-8 bottom-0 left-[0.9rem] w-0.5',
                step.state === 'done' ? 'bg-ink' : 'bg-line',
              )}
            />
          ) : null}
          <span
            aria-hidden="true"
            className={classes(
              'grid size-7.5 shrink-0 place-items-center rounded-full border-2 text-sm font-bold',
              step.state === 'done' && 'border-ink bg-ink text-paper',
              step.state === 'current' && 'border-accent bg-accent text-on-accent',
              step.state === 'todo' && 'border-edge text-muted',
            )}
          >
            {step.state === 'done' ? <Check className="size-4.5" /> : index + 1}
          </span>
          <div className="min-w-0">
            <p className={step.state === 'todo' ? 'text-muted' : 'font-semibold'}>
              {step.label}
              <span className="sr-only"> ({t(`step.${step.state}`)})</span>
            </p>
            {step.detail ? <div className="text-sm text-muted">{step.detail}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { FieldErrors, Optional } from './Field.tsx';
import { type FieldLike, listOf } from './fields.ts';
import { RecordedNow } from './Meanwhile.tsx';

export interface RadioChoice {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  icon?: ReactNode;
  disabled?: boolean;
}

interface Props {
  field: FieldLike;
  legend: ReactNode;
  hint?: ReactNode;
  choices: readonly RadioChoice[];
  optional?: boolean;
  /** Lines, or tiles side by side from 32rem. */
  layout?: 'lines' | 'tiles';
  className?: string;
}

function ChoiceGroup({
  kind,
  field,
  legend,
  hint,
  choices,
  optional,
  layout = 'lines',
  className,
}: Props & { kind: 'radio' | 'checkbox' }) {
  const invalid = Boolean(field.errors?.length);
  const chosen = listOf(field.initialValue);
  const describedBy =
    [invalid && field.errorId, hint && field.descriptionId].filter(Boolean).join(' ') || undefined;
  return (
    <fieldset
      className={classes('min-w-0', className)}
      aria-describedby={describedBy}
      id={`${field.id}-group`}
    >
      <legend className="font-semibold">
        {legend}
        {optional ? <Optional /> : null}
      </legend>
      {hint ? (
        <p id={field.descriptionId} className="text-sm text-muted">
          {hint}
        </p>
      ) : null}
      <div className={layout === 'tiles' ? 'mt-2 grid gap-2 sm:grid-cols-2' : 'mt-1'}>
        {choices.map((choice, index) => (
          <label
            key={choice.value}
            className={classes(
              'flex cursor-pointer items-start gap-3 min-h-11',
              layout === 'tiles'
                ? 'rounded border-[1.5px] border-edge bg-surface p-3 hover:border-ink has-checked:border-accent has-checked:bg-accent-soft'
                : 'py-2',
            )}
          >
            <input
              type={kind}
              id={index === 0 ? field.id : `${field.id}-${choice.value}`}
              name={field.name}
              form={field.formId}
              value={choice.value}
              defaultChecked={chosen.includes(choice.value)}
              disabled={choice.disabled}
              required={kind === 'radio' ? field.required : undefined}
              aria-invalid={invalid || undefined}
              className="mt-0.5 size-6 shrink-0 accent-accent"
            />
            {choice.icon}
            <span>
              <span className={choice.hint ? 'font-semibold' : undefined}>{choice.label}</span>
              {choice.hint ? <span className="block text-sm text-muted">{choice.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
      <RecordedNow field={field} say={(value) => choices.find((one) => one.value === value)?.label} />
      <FieldErrors field={field} />
    </fieldset>
  );
}

/** One choice among a few, all visible. */
export function RadioGroup(props: Props) {
  return <ChoiceGroup kind="radio" {...props} />;
}

/** Several choices of one name. */
export function CheckboxGroup(props: Props) {
  return <ChoiceGroup kind="checkbox" {...props} />;
}

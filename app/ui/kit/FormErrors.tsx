import { CircleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { inOrder } from './field-order.ts';

/** conform's FormMetadata fits as it is. */
export interface FormLike {
  id: string;
  errorId: string;
  errors?: string[] | undefined;
  allErrors: Record<string, string[]>;
}

interface Props {
  form: FormLike;
  /** Field name -> label in the order of the page: each line says which field it means. */
  labels?: Readonly<Record<string, string>>;
}

/** The summary on top of a refused form: what the rules said, then a link to each field to mend. Takes the focus. */
export function FormErrors({ form, labels }: Props) {
  const t = useTranslations('kit');
  const box = useRef<HTMLDivElement>(null);
  const fields = inOrder(form.allErrors, labels);
  const whole = form.errors ?? [];
  const count = fields.length + whole.length;
  const sentence = JSON.stringify([whole, fields]);
  // The sentence, not the objects: a new answer moves the focus, a mere re-rendering does not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (count > 0) box.current?.focus();
  }, [sentence]);
  if (count === 0) return null;
  return (
    <div
      ref={box}
      id={form.errorId}
      role="alert"
      tabIndex={-1}
      className="rounded border-2 border-danger bg-danger-soft p-4"
    >
      <p className="flex gap-2 font-semibold text-danger">
        <CircleAlert className="size-6 shrink-0" aria-hidden="true" />
        {t('formErrors', { count })}
      </p>
      <ul className="mt-2 list-disc space-y-1 pl-8">
        {whole.map((error) => (
          <li key={error}>{error}</li>
        ))}
        {fields.map(([name, errors]) => (
          <li key={name}>
            <a className="link" href={`#${form.id}-${name}`}>
              {labels?.[name] ? t('fieldError', { field: labels[name], error: errors[0] ?? '' }) : errors[0]}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

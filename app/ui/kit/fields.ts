/** What a field component needs to know; @conform-to/react's FieldMetadata fits as it is. */
export interface FieldLike {
  id: string;
  name: string;
  errorId: string;
  descriptionId: string;
  errors?: string[] | undefined;
  initialValue?: unknown;
  required?: boolean | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  min?: string | number | undefined;
  max?: string | number | undefined;
  step?: string | number | undefined;
  pattern?: string | undefined;
  formId?: string;
}

/** A field outside conform, such as a filter of a GET form. */
export function plainField(
  name: string,
  options: { id?: string; value?: string | string[] | null; errors?: string[]; required?: boolean } = {},
): FieldLike {
  const id = options.id ?? name;
  return {
    id,
    name,
    errorId: `${id}-error`,
    descriptionId: `${id}-description`,
    errors: options.errors,
    initialValue: options.value ?? undefined,
    required: options.required,
  };
}

export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return undefined;
}

/** Several values of one name (checkboxes, multiple select). */
export function listOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => textOf(one) ?? []);
  const one = textOf(value);
  return one === undefined ? [] : [one];
}

/** The attributes every control shares: name, constraints, and links to its hint and errors. */
export function controlProps(field: FieldLike, hint: boolean, described?: string) {
  const invalid = Boolean(field.errors?.length);
  const describedBy = [invalid && field.errorId, hint && field.descriptionId, described]
    .filter(Boolean)
    .join(' ');
  return {
    id: field.id,
    name: field.name,
    form: field.formId,
    required: field.required || undefined,
    'aria-invalid': invalid || undefined,
    'aria-describedby': describedBy || undefined,
  };
}

/** The same field with some of its facts said otherwise. conform's metadata answers each name when asked: it cannot be spread. */
export function withFacts(field: FieldLike, facts: Partial<FieldLike>): FieldLike {
  const { id, name, errorId, descriptionId, errors, initialValue, required, formId } = field;
  return { id, name, errorId, descriptionId, errors, initialValue, required, formId, ...facts };
}

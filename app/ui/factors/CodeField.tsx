import type { FieldLike } from '#app/ui/kit/fields.ts';
import { TextField } from '#app/ui/kit/TextField.tsx';

/** Six figures that a telephone may fill in by itself; letters too where a recovery code will do. */
export function CodeField({
  field,
  label,
  recovery = false,
}: {
  field: FieldLike;
  label: string;
  recovery?: boolean;
}) {
  return (
    <TextField
      field={field}
      label={label}
      autoComplete="one-time-code"
      inputMode={recovery ? 'text' : 'numeric'}
      autoCapitalize="none"
      spellCheck={false}
    />
  );
}

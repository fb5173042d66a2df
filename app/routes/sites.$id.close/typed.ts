import type { Fates } from '#app/domain/moves/schema.ts';
import type { Typed } from '#app/ui/moves/CloseForm.tsx';

/** What was chosen, as the fields that say it. */
export function fieldsOf({ fate, drafts, others }: { fate: string; drafts: string; others: Fates }): Typed {
  const each = Object.entries(others).map(([lot, one]) => [`fate-${lot}`, one]);
  return { fate, drafts, ...Object.fromEntries(each) };
}

/** The same fields out of a form that comes back. */
export function typedIn(form: Readonly<Record<string, unknown>>): Typed {
  const fields = Object.entries(form).filter(([name]) => /^(fate|drafts|fate-[0-9a-f-]{36})$/.test(name));
  return Object.fromEntries(fields.map(([name, value]) => [name, String(value)]));
}

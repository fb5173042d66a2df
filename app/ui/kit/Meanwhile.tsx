import { useActionData } from '@remix-run/react';
import { createContext, type ReactNode, useContext } from 'react';
import { useTranslations } from 'use-intl';
import { type FieldLike, textOf } from './fields.ts';

type Values = Readonly<Record<string, unknown>>;

/** What the server answers when somebody else saved first (`submit`). */
interface Answer {
  refused?: string;
  initialValue?: Values;
}

const MeanwhileContext = createContext<ReadonlyMap<string, string> | null>(null);

/** The fields of `current` that are not as they were typed. */
export function differing(current: Values, typed: Values): Map<string, string> {
  const said = Object.entries(current).map(([name, value]) => [name, textOf(value) ?? ''] as const);
  return new Map(said.filter(([name, value]) => value !== (textOf(typed[name]) ?? '').trim()));
}

/**
 * Around a form that somebody else changed meanwhile: what was typed stays, and each field that differs says what is
 * recorded now. `current` is what the loader has just read.
 */
export function Meanwhile({ current, children }: { current: Values; children: ReactNode }) {
  const answer = useActionData<Answer>();
  const now = answer?.refused === 'changed-meanwhile' ? differing(current, answer.initialValue ?? {}) : null;
  return <MeanwhileContext.Provider value={now}>{children}</MeanwhileContext.Provider>;
}

/** Whether the form is one that somebody else changed: nothing of it stays folded. */
export const useOvertaken = () => useContext(MeanwhileContext) !== null;

interface Props {
  field: Pick<FieldLike, 'name'>;
  /** The value in the reader's words. */
  say: (value: string) => ReactNode;
}

/** Under a control: what is recorded now, when it is not what was typed. */
export function RecordedNow({ field, say }: Props) {
  const t = useTranslations('kit');
  const value = useContext(MeanwhileContext)?.get(field.name);
  if (value === undefined) return null;
  return (
    <p className="mt-1 border-l-4 border-info pl-2 text-sm">
      {t('recordedNow')} <strong className="break-words">{say(value) || t('nothing')}</strong>
    </p>
  );
}

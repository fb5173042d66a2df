import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TypeOption } from '#app/domain/materials/views.ts';
import { paths } from '#app/http/paths.ts';
import { Combobox } from '#app/ui/kit/Combobox.tsx';
import { type FieldLike, withFacts } from '#app/ui/kit/fields.ts';
import { SelectField } from '#app/ui/kit/SelectField.tsx';

const WAIT_MS = 120;

interface Props {
  field: FieldLike;
  families: readonly { code: string; name: string }[];
  types: readonly TypeOption[];
  chosen: TypeOption | null;
  /** what had been typed when the form came back */
  typed?: string;
  onChoose: (type: TypeOption | null) => void;
}

/** The type by what people call it; without a script, the browser's list of all types by family. */
export function TypeField({ field, families, types, chosen, typed = '', onChoose }: Props) {
  const t = useTranslations('lotForm');
  const [live, setLive] = useState(false);
  const first = useRef(onChoose);
  // a choice made before the script came is kept, and the list is not replaced under the hands of somebody choosing
  useEffect(() => {
    const list = document.getElementById(field.id);
    const swap = () => {
      const picked = list instanceof HTMLSelectElement ? types.find((one) => one.code === list.value) : null;
      if (picked) first.current(picked);
      setLive(true);
    };
    if (document.activeElement === list) list?.addEventListener('blur', swap, { once: true });
    else swap();
    return () => list?.removeEventListener('blur', swap);
  }, [field.id, types]);
  const label = t('label.typeCode');
  if (live) {
    return <TypeSearch field={field} types={types} chosen={chosen} typed={typed} onChoose={onChoose} />;
  }
  return (
    <SelectField
      field={field}
      label={label}
      hint={t('hint.typeList')}
      empty={t('choose')}
      choices={families.map(({ code, name }) => ({
        label: name,
        choices: types
          .filter((one) => one.family === code)
          .map((one) => ({ value: one.code, label: one.name })),
      }))}
    />
  );
}

function TypeSearch({ field, types, chosen, typed, onChoose }: Omit<Props, 'families'>) {
  const t = useTranslations('lotForm');
  const [start] = useState({ code: chosen?.code ?? '', text: chosen?.name ?? typed });
  const [found, setFound] = useState<TypeOption[]>([]);
  const [loading, setLoading] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const asked = useRef<AbortController>();
  useEffect(() => () => asked.current?.abort(), []);

  function search(text: string) {
    onChoose(null);
    clearTimeout(timer.current);
    asked.current?.abort();
    if (text.trim().length < 2) return setFound([]);
    timer.current = setTimeout(async () => {
      asked.current = new AbortController();
      setLoading(true);
      try {
        const answer = await fetch(paths.searchMaterials(text), { signal: asked.current.signal });
        if (!answer.ok) return;
        const codes = ((await answer.json()) as { types: { code: string }[] }).types;
        setFound(codes.flatMap(({ code }) => types.find((one) => one.code === code) ?? []));
      } catch {
        // a newer letter cancelled this look-up, or the network is away
      } finally {
        setLoading(false);
      }
    }, WAIT_MS);
  }
  return (
    <Combobox
      field={withFacts(field, { initialValue: start.code, required: true })}
      text={start.text}
      label={t('label.typeCode')}
      hint={t('hint.typeCode')}
      suggestions={found.map(({ code, name }) => ({ value: code, label: name }))}
      onSearch={search}
      loading={loading}
      onChoose={({ value }) => onChoose(found.find((one) => one.code === value) ?? null)}
    />
  );
}

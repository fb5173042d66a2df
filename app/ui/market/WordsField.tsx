import { useLocale, useTranslations } from 'use-intl';
import { formatNumber } from '#app/i18n/format.ts';
import { plainField } from '#app/ui/kit/fields.ts';
import { SuggestionList } from '#app/ui/kit/SuggestionList.tsx';
import { useCombobox } from '#app/ui/kit/use-combobox.ts';
import { type MarketSuggestion, useSuggestions } from './use-suggestions.ts';

interface Props {
  text: string;
  onChoose: (suggestion: MarketSuggestion) => void;
}

/** What is looked for, in anybody's words; proposes types, families and places as it is typed. */
export function WordsField({ text, onChoose }: Props) {
  const list = useTranslations('lots.list');
  const t = useTranslations('market');
  const locale = useLocale();
  const { found, search } = useSuggestions();
  const suggestions = found.map((one) => ({
    value: `${one.kind}:${one.value}`,
    label: one.label,
    detail: [
      one.detail ?? t(`suggestion.${one.kind}`),
      one.count === null ? '' : t('suggestion.count', { count: one.count }),
    ]
      .filter(Boolean)
      .join(' · '),
  }));
  const box = useCombobox({
    field: plainField('q'),
    text,
    suggestions,
    onSearch: search,
    onChoose: ({ value }) => {
      const chosen = found.find((one) => `${one.kind}:${one.value}` === value);
      if (chosen) onChoose(chosen);
    },
  });
  return (
    <div className="min-w-0">
      <label htmlFor="q" className="block font-semibold">
        {list('q')}
      </label>
      <div className="relative mt-1">
        <input
          id="q"
          name="q"
          type="search"
          enterKeyHint="search"
          autoComplete="off"
          maxLength={200}
          lang={locale}
          placeholder={list('qExample')}
          className="control"
          {...box.input}
        />
        {found.length > 0 ? <SuggestionList box={box} suggestions={suggestions} /> : null}
      </div>
    </div>
  );
}

/** A number of lots beside a name; nothing when it is not known. */
export function Count({ of }: { of: number | undefined }) {
  const locale = useLocale();
  if (of === undefined) return null;
  return <span className="text-sm font-normal text-muted tabular-nums"> ({formatNumber(locale, of)})</span>;
}

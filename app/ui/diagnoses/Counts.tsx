import { useFormatter, useTranslations } from 'use-intl';
import type { DiagnosisView } from '#app/domain/diagnoses/queries.server.ts';

const DELIMITERS: Record<string, 'semicolon' | 'comma' | 'tab'> = {
  ';': 'semicolon',
  ',': 'comma',
  '\t': 'tab',
};
const ENCODINGS: Record<string, string> = {
  'utf-8': 'UTF-8',
  'utf-8-bom': 'UTF-8',
  'utf-16le-bom': 'UTF-16',
  'utf-16be-bom': 'UTF-16',
  'windows-1252': 'Windows-1252',
};

type Shown = Pick<DiagnosisView, 'accepted' | 'questions' | 'refused' | 'skipped' | 'dialect'>;

/** Three figures first, then how the file was read. */
export function Counts({ accepted, questions, refused, skipped, dialect }: Shown) {
  const t = useTranslations('diagnoses');
  const format = useFormatter();
  const figures = [
    [accepted, 'accepted', 'border-success'],
    [questions, 'question', 'border-warning'],
    [refused, 'refused', 'border-danger'],
  ] as const;
  return (
    <div>
      <ul className="grid gap-4 sm:grid-cols-3">
        {figures.map(([count, name, edge]) => (
          <li key={name} className={`border-l-[6px] pl-4 ${edge}`}>
            <span className="block font-display text-3xl font-bold tabular-nums">{format.number(count)}</span>
            {t(`summary.${name}`, { count })}
          </li>
        ))}
      </ul>
      <p className="mt-3 text-sm text-muted">
        <HowRead dialect={dialect} /> {skipped > 0 ? t('summary.skipped', { count: skipped }) : null}
      </p>
    </div>
  );
}

function HowRead({ dialect }: Pick<Shown, 'dialect'>) {
  const t = useTranslations('diagnoses');
  if (!dialect?.headerLine) return null;
  const { headerLine: line, sheet, otherSheets = 0, encoding = '', delimiter = ';' } = dialect;
  if (sheet !== undefined)
    return (
      <>
        {t('summary.howSheet', { sheet, line })}{' '}
        {otherSheets > 0 ? t('summary.otherSheets', { count: otherSheets }) : null}
      </>
    );
  return (
    <>
      {t('summary.how', {
        encoding: ENCODINGS[encoding] ?? encoding,
        delimiter: t(`delimiter.${DELIMITERS[delimiter] ?? 'semicolon'}`),
        line,
      })}
    </>
  );
}

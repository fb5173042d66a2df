import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { LegalVersion } from '#app/domain/legal/views.ts';
import type { LegalKind, LegalSetting } from '#app/domain/legal/vocabulary.ts';
import { withQuery } from '#app/http/paths.ts';
import type { Block } from '#app/http/prose/tree.ts';
import { formatDay } from '#app/i18n/dates.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { Prose } from '#app/ui/prose/Prose.tsx';
import { LEGAL_PATHS } from './legal-paths.ts';
import { Missing } from './Missing.tsx';

export interface LegalPageData {
  kind: LegalKind;
  text: { version: number; effectiveOn: string; changes: string | null } | null;
  /** the version in force */
  current: number | null;
  blocks: Block[];
  versions: LegalVersion[];
  missing: LegalSetting[];
  demo: boolean;
}

/** A legal text, its version, and the others. `before` stands over the text, `after` under it. */
export function LegalPage({
  data,
  before,
  after,
}: {
  data: LegalPageData;
  before?: ReactNode;
  after?: ReactNode;
}) {
  const { kind, text, current, blocks, missing, demo } = data;
  const t = useTranslations('legal');
  const locale = useLocale();
  const past = text !== null && current !== null && text.version < current;
  const key = past ? 'versionOld' : text && current === text.version ? 'version' : 'versionNext';
  return (
    <Page title={t(`${kind}.title`)} lead={t(`${kind}.lead`)}>
      <div className="space-y-6">
        <Missing names={missing} demo={demo} />
        {before}
        {text ? (
          <p className="text-sm text-muted">
            {t(key, { version: text.version, day: formatDay(locale, text.effectiveOn) })}
          </p>
        ) : (
          <Alert tone="warning">{t('none')}</Alert>
        )}
        {text && text.version !== current ? (
          <LinkButton to={LEGAL_PATHS[kind]}>{t('seeCurrent')}</LinkButton>
        ) : null}
        {text?.changes ? (
          <p className="max-w-[44rem]">{t('accept.changes', { changes: text.changes })}</p>
        ) : null}
        <Prose blocks={blocks} />
        {after}
        <Versions data={data} />
      </div>
    </Page>
  );
}

function Versions({ data: { kind, versions, current, text } }: { data: LegalPageData }) {
  const t = useTranslations('legal');
  const locale = useLocale();
  if (versions.length < 2) return null;
  const words = (version: number) =>
    version === current ? 'version' : current !== null && version < current ? 'versionOld' : 'versionNext';
  return (
    <Section title={t('versions')}>
      <ul className="list-disc space-y-2 pl-6">
        {versions.map(({ version, effectiveOn }) => {
          const label = t(words(version), { version, day: formatDay(locale, effectiveOn) });
          return (
            <li key={version}>
              {version === text?.version ? (
                label
              ) : (
                <TextLink to={withQuery(LEGAL_PATHS[kind], { version })}>{label}</TextLink>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

import { useLocation } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { LegalSetting } from '#app/domain/legal/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Missing } from './Missing.tsx';

/** On every page of the operator while the platform may not open; empty once it may. */
export function NotReady({ names }: { names: readonly LegalSetting[] }) {
  const t = useTranslations('legal');
  const { pathname } = useLocation();
  if (names.length === 0) return null;
  const fill =
    pathname === paths.adminLegal() ? null : (
      <LinkButton to={paths.adminLegal()} size="small">
        {t('fill')}
      </LinkButton>
    );
  return (
    <div className="mx-auto w-full max-w-[78rem] px-4 pt-4 no-print">
      <Missing names={names} demo={false} actions={fill} />
    </div>
  );
}

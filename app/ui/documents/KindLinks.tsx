import { Link } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { DOCUMENT_KINDS, type DocumentKind } from '#app/domain/documents/vocabulary.ts';
import { paths } from '#app/http/paths.ts';

/** One kind of document, or all. */
export function KindLinks({ kind }: { kind: DocumentKind | null }) {
  const t = useTranslations('documents');
  return (
    <nav aria-label={t('kinds')} className="mb-4 no-print">
      <ul className="flex flex-wrap gap-x-5">
        {[null, ...DOCUMENT_KINDS].map((one) => (
          <li key={one ?? 'all'}>
            <Link
              to={paths.documents({ kind: one })}
              aria-current={one === kind ? 'page' : undefined}
              className="link inline-flex min-h-11 items-center aria-[current]:font-semibold aria-[current]:no-underline"
            >
              {one ? t(`kind.${one}`) : t('all')}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

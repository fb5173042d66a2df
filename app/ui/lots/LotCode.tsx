import { useTranslations } from 'use-intl';

/** On paper only: the code that leads back to the page. */
export function LotCode({ code, address }: { code: { size: number; path: string }; address: string }) {
  const t = useTranslations('lotPage.share');
  return (
    <div className="hidden items-center gap-4 print:flex">
      <svg
        viewBox={`0 0 ${code.size} ${code.size}`}
        className="size-[3cm] shrink-0"
        shapeRendering="crispEdges"
        aria-hidden="true"
        data-lot-code
      >
        <path d={code.path} fill="#000" />
      </svg>
      <p>
        {t('scan')}
        <br />
        {address}
      </p>
    </div>
  );
}

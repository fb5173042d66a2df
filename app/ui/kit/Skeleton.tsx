import { useTranslations } from 'use-intl';
import { classes } from './classes.ts';

/** The place of something on its way; give it the size of what will come. */
export function Skeleton({ className = 'h-5 w-full' }: { className?: string }) {
  return (
    <span aria-hidden="true" className={classes('block animate-pulse rounded-sm bg-sunken', className)} />
  );
}

/** Several lines, announced once. */
export function SkeletonLines({ lines = 3 }: { lines?: number }) {
  const t = useTranslations('kit');
  return (
    <div role="status" className="space-y-2.5">
      <span className="sr-only">{t('loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical lines
        <Skeleton key={line} className={line === lines - 1 ? 'h-5 w-2/3' : 'h-5 w-full'} />
      ))}
    </div>
  );
}

import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';

/** What to download and run to check a checkpoint without trusting this site. */
export function HowToCheck({ day }: { day: string | null }) {
  const t = useTranslations('books.checkpoints');
  const file = (href: string) => (words: React.ReactNode) => (
    <a href={href} className="link">
      {words}
    </a>
  );
  return (
    <div className="max-w-prose space-y-4">
      <ol className="list-decimal space-y-2 pl-6">
        <li>{t.rich('step.keys', { file: file(paths.checkpointKeys()) })}</li>
        <li>{t.rich('step.script', { file: file(paths.checkpointScript()) })}</li>
        <li>{t('step.run')}</li>
      </ol>
      <pre className="whitespace-pre-wrap break-words rounded border border-line bg-sunken p-4 text-sm">
        <code>{`node check-checkpoint.mjs "$(tail -1 keys)" ${day ?? 'note'}.txt ledger-${day ?? 'note'}-leaves.txt`}</code>
      </pre>
      <p>{t('keep')}</p>
      <p className="text-muted">{t('formats')}</p>
    </div>
  );
}

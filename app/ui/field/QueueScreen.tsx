import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { EntryCard } from './EntryCard.tsx';
import { belongsTo, needsPerson, type QueuedEntry } from './queue.ts';
import { Back } from './ScreenLink.tsx';
import { useField } from './use-field.ts';

/** Everything written down that has not arrived: what needs somebody, what waits, what was set aside. */
export function QueueScreen() {
  const t = useTranslations('field');
  const { client, state } = useField();
  const mine = client.mine();
  const others = state.entries.filter((one) => !belongsTo(one, state.account));
  return (
    <>
      <Back to={{ name: 'home' }}>{t('home')}</Back>
      <h1 className="text-2xl">{t('queue.title')}</h1>
      <p className="mb-4 text-muted">{t('queue.lead')}</p>
      {mine.length === 0 ? <p role="status">{t('queue.empty')}</p> : null}
      <Group title={t('queue.attention')} entries={mine.filter(needsPerson)} />
      <Group title={t('queue.waiting')} entries={mine.filter((one) => one.state === 'waiting')} />
      <Group title={t('queue.aside')} entries={mine.filter((one) => one.state === 'dropped')}>
        {t('queue.asideHint')}
      </Group>
      {others.length > 0 ? (
        <section className="mt-6">
          <h2 className="text-xl">{t('queue.others')}</h2>
          <p>{t('notice.others.title', { count: others.length })}</p>
          <p className="text-muted">{t('notice.others.text')}</p>
        </section>
      ) : null}
    </>
  );
}

function Group({
  title,
  entries,
  children,
}: {
  title: string;
  entries: readonly QueuedEntry[];
  children?: ReactNode;
}) {
  if (entries.length === 0) return null;
  return (
    <section className="mt-6">
      <h2 className="text-xl">{title}</h2>
      {children ? <p className="text-muted">{children}</p> : null}
      <ul className="mt-3 grid gap-3">
        {entries.map((one) => (
          <EntryCard key={one.entry.id} one={one} />
        ))}
      </ul>
    </section>
  );
}

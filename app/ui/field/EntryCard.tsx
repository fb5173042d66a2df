import { useLocale, useTranslations } from 'use-intl';
import { formatInstant } from '#app/i18n/dates.ts';
import { formatBytes } from '#app/i18n/format.ts';
import { Button } from '#app/ui/kit/Button.tsx';
import { Card } from '#app/ui/kit/Card.tsx';
import { dependents, isBlocked, keepMine, mayChange, type QueuedEntry, standsAlone } from './queue.ts';
import { ScreenLink } from './ScreenLink.tsx';
import { Sides } from './Sides.tsx';
import { useField } from './use-field.ts';

/** One entry: what it says, what became of it, and what its author may do. */
export function EntryCard({ one }: { one: QueuedEntry }) {
  const t = useTranslations('field');
  const locale = useLocale();
  const { client, state } = useField();
  const { answer } = one;
  const leaving = state.sending?.entry.entry.id === one.entry.id;
  const note = leaving
    ? t('queue.now')
    : one.state === 'waiting' && one.inDoubt
      ? t('queue.inDoubt')
      : isBlocked(client.mine(), one)
        ? t('queue.blocked')
        : null;
  return (
    <Card as="li">
      <h3 className="text-lg break-words">{one.label}</h3>
      <p className="text-sm text-muted">
        {t('queue.made', { at: formatInstant(locale, new Date(one.made)) })}
        {one.bytes > 0 ? ` · ${formatBytes(locale, one.bytes)}` : null}
      </p>
      {note ? <p className="text-sm">{note}</p> : null}
      {one.state === 'refused' && answer?.state === 'refused' ? (
        <div role="alert" className="mt-2 text-danger">
          <p className="font-bold">{t('queue.refused')}</p>
          <p>{answer.sentence || t('error.server')}</p>
          {Object.entries(answer.fields).map(([name, sentence]) =>
            sentence === answer.sentence ? null : <p key={name}>{sentence}</p>,
          )}
        </div>
      ) : null}
      {one.state === 'conflict' && answer?.state === 'conflict' ? <Sides one={one} answer={answer} /> : null}
      <Choices one={one} />
    </Card>
  );
}

function Choices({ one }: { one: QueuedEntry }) {
  const t = useTranslations('field.queue');
  const { client } = useField();
  const { state, entry } = one;
  const editable = mayChange(one) && entry.kind !== 'add-photo';
  const edit = editable ? <ScreenLink to={{ name: 'edit', id: entry.id }}>{t('edit')}</ScreenLink> : null;
  if (state === 'dropped')
    return (
      <Buttons>
        {standsAlone(client.mine(), one) ? (
          <Button size="large" onClick={() => void client.takeBack(one)}>
            {t('takeBack')}
          </Button>
        ) : null}
        <Button size="large" variant="danger" onClick={() => void client.erase(one)}>
          {t('erase')}
        </Button>
      </Buttons>
    );
  if (state === 'conflict')
    return (
      <Buttons>
        <Button size="large" onClick={() => void client.put(keepMine(one))}>
          {t('keepMine')}
        </Button>
        <Button size="large" onClick={() => void client.setAside(one)}>
          {t('keepTheirs')}
        </Button>
        {edit}
      </Buttons>
    );
  if (!mayChange(one)) return null;
  const followers = dependents(client.mine(), one).filter((other) => other.state !== 'dropped').length;
  return (
    <Buttons>
      {edit}
      {state === 'refused' ? (
        <Button size="large" onClick={() => void client.put(keepMine(one))}>
          {t('retry')}
        </Button>
      ) : null}
      <Button size="large" onClick={() => void client.setAside(one)}>
        {followers > 0 ? t('aside-dependents', { count: followers }) : t('aside-action')}
      </Button>
    </Buttons>
  );
}

const Buttons = ({ children }: { children: React.ReactNode }) => (
  <div className="mt-3 grid gap-2 sm:grid-cols-3">{children}</div>
);

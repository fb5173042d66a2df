import { useLocale, useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { formatBytes } from '#app/i18n/format.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Button, buttonClass } from '#app/ui/kit/Button.tsx';
import type { FieldState } from './client.ts';
import { belongsTo, needsPerson } from './queue.ts';
import { takeUpdate } from './register-worker.ts';
import { isTight } from './room.ts';
import { hrefOf, useScreen } from './screen.ts';
import { useField } from './use-field.ts';

/** What the person must know, the most pressing first. */
export function Notices() {
  const { client, state } = useField();
  const screen = useScreen();
  const toReview = screen.name === 'queue' ? 0 : client.mine().filter(needsPerson).length;
  const others = state.entries.filter((one) => !belongsTo(one, state.account)).length;
  return (
    <div className="mb-4 grid gap-3 empty:hidden">
      <SessionNotice state={state} />
      {state.full ? <Full /> : null}
      {toReview > 0 ? <ToReview count={toReview} /> : null}
      {others > 0 && state.account ? <OfOthers count={others} /> : null}
      <RoomNotice state={state} />
      {state.update ? <Update /> : null}
    </div>
  );
}

const button = buttonClass({ variant: 'primary', size: 'large' });

function SessionNotice({ state }: { state: FieldState }) {
  const t = useTranslations('field.notice');
  const { session, account, connection, ready } = state;
  if (!ready) return null;
  const login = (
    <a href={paths.login(paths.field())} className={button}>
      {t('signedOut.action')}
    </a>
  );
  if (session === 'no-organisation')
    return (
      <Alert
        tone="warning"
        title={t('noOrganisation.title')}
        actions={
          <a href={paths.newOrganisation()} className={button}>
            {t('noOrganisation.action')}
          </a>
        }
      >
        {t('noOrganisation.text')}
      </Alert>
    );
  if (!account && connection !== 'on')
    return <Alert title={t('noAccountOff.title')}>{t('noAccountOff.text')}</Alert>;
  if (!account && session === 'signed-out')
    return (
      <Alert title={t('noAccount.title')} actions={login}>
        {t('noAccount.text')}
      </Alert>
    );
  if (session === 'signed-out' && state.data?.crew)
    return (
      <Alert tone="warning" live title={t('crewOver.title')}>
        {t('crewOver.text')}
      </Alert>
    );
  if (session === 'signed-out')
    return (
      <Alert tone="warning" live title={t('signedOut.title')} actions={login}>
        {t('signedOut.text')}
      </Alert>
    );
  return null;
}

function Full() {
  const t = useTranslations('field.notice.full');
  return (
    <Alert tone="danger" live title={t('title')}>
      {t('text')}
    </Alert>
  );
}

function ToReview({ count }: { count: number }) {
  const t = useTranslations('field.notice.attention');
  return (
    <Alert
      tone="warning"
      title={t('title', { count })}
      actions={
        <a href={hrefOf({ name: 'queue' })} className={button}>
          {t('action')}
        </a>
      }
    />
  );
}

function OfOthers({ count }: { count: number }) {
  const t = useTranslations('field.notice.others');
  return <Alert title={t('title', { count })}>{t('text')}</Alert>;
}

function RoomNotice({ state: { room } }: { state: FieldState }) {
  const t = useTranslations('field.notice.tight');
  const locale = useLocale();
  if (!room || !isTight(room)) return null;
  const { used, quota } = room;
  return (
    <Alert tone="warning" title={t('title')}>
      {t('text', { used: formatBytes(locale, used), quota: formatBytes(locale, quota) })}
    </Alert>
  );
}

function Update() {
  const t = useTranslations('field.notice.update');
  return (
    <Alert
      title={t('title')}
      actions={
        <Button size="large" onClick={() => void takeUpdate()}>
          {t('action')}
        </Button>
      }
    />
  );
}

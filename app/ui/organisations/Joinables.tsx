import type { SubmissionResult } from '@conform-to/react';
import { Form, useActionData } from '@remix-run/react';
import { useFormatter, useTranslations } from 'use-intl';
import type { Joinable } from '#app/domain/organisations/join-requests.server.ts';
import { paths } from '#app/http/paths.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { plainField } from '#app/ui/kit/fields.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextArea } from '#app/ui/kit/TextArea.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';

/** By SIREN, in the address: works without JavaScript. */
export function JoinSearch({ typed, wrong }: { typed: string; wrong: boolean }) {
  const t = useTranslations('trust.join');
  const field = plainField('siren', { value: typed, required: true, errors: wrong ? [t('invalid')] : [] });
  return (
    <Form action={paths.joinOrganisation()} className="grid gap-4" key={typed}>
      <TextField
        field={field}
        label={t('siren')}
        hint={t('sirenHint')}
        inputMode="numeric"
        autoComplete="off"
      />
      <SubmitButton variant="secondary">{t('search')}</SubmitButton>
    </Form>
  );
}

export function Joinables({ found, formKey }: { found: readonly Joinable[]; formKey: string }) {
  const t = useTranslations('trust.join');
  const answer = useActionData<SubmissionResult<string[]>>();
  const refused = Object.values(answer?.error ?? {}).flatMap((said) => said ?? []);
  if (found.length === 0)
    return (
      <div className="mt-6">
        <EmptyState
          title={t('none')}
          actions={<LinkButton to={paths.newOrganisation()}>{t('create')}</LinkButton>}
        >
          {t('noneText')}
        </EmptyState>
      </div>
    );
  return (
    <>
      {refused.length > 0 ? (
        <Alert tone="danger" live className="mt-6">
          {refused.join(' ')}
        </Alert>
      ) : null}
      <ul className="mt-6 divide-y divide-line border-y border-line">
        {found.map((one) => (
          <li key={one.publicId} className="py-4">
            <One one={one} formKey={formKey} />
          </li>
        ))}
      </ul>
    </>
  );
}

function One({ one, formKey }: { one: Joinable; formKey: string }) {
  const t = useTranslations('trust.join');
  const words = useTranslations('organisations');
  const format = useFormatter();
  const { publicId, name, kind, commune, verified, member, askedAt } = one;
  return (
    <>
      <h2 className="text-lg">{name}</h2>
      <p className="flex flex-wrap items-center gap-2 text-muted">
        {[words(`kinds.${kind}`), commune].filter(Boolean).join(' · ')}
        <Badge tone={verified ? 'success' : 'neutral'}>
          {words(verified ? 'page.verified' : 'page.declared')}
        </Badge>
      </p>
      {member ? <p className="mt-3">{t('member')}</p> : null}
      {askedAt ? (
        <p className="mt-3">
          {t('asked', { date: format.dateTime(new Date(askedAt), { dateStyle: 'long' }) })}
        </p>
      ) : null}
      {member || askedAt ? null : (
        <Form method="post" className="mt-3 grid gap-3">
          <KeyField value={formKey} />
          <input type="hidden" name="organisation" value={publicId} />
          <TextArea
            field={plainField('message', { id: `message-${publicId}` })}
            label={t('message')}
            hint={t('messageHint')}
            optional
            rows={3}
            maxLength={500}
          />
          <SubmitButton pendingLabel={t('pending')}>{t('submit', { name })}</SubmitButton>
        </Form>
      )}
    </>
  );
}

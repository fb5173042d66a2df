import type { SubmissionResult } from '@conform-to/react';
import { Form, Link, useActionData } from '@remix-run/react';
import { useFormatter, useTranslations } from 'use-intl';
import type { ToVerify } from '#app/domain/verification/views.ts';
import { paths } from '#app/http/paths.ts';
import { ReasonField } from '#app/ui/admin/ReasonField.tsx';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Card } from '#app/ui/kit/Card.tsx';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { plainField } from '#app/ui/kit/fields.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

/** What an organisation says of itself, and the operator's word on it. */
export function ToVerifyCard({ one, formKey }: { one: ToVerify; formKey: string }) {
  return (
    <Card className="mb-5">
      <h3 className="text-lg">
        <Link className="link" to={paths.organisation(one.slug)}>
          {one.name}
        </Link>
      </h3>
      <Claims one={one} />
      <Decide one={one} formKey={formKey} />
    </Card>
  );
}

function Claims({ one }: { one: ToVerify }) {
  const t = useTranslations('trust.desk');
  const words = useTranslations('organisations');
  const format = useFormatter();
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: 'long' });
  const { last } = one;
  const said = last
    ? `${t('lastText', { decision: last.decision, how: last.how })}, ${day(last.at)}${last.reason ? ` (${last.reason})` : ''}`
    : null;
  const same = one.sameSiren.map(({ name, verified }) =>
    t('sameOne', { name, verified: String(verified) as 'true' }),
  );
  return (
    <DescriptionList
      items={[
        { term: t('kind'), value: words(`kinds.${one.kind}`) },
        { term: t('status'), value: words(`statuses.${one.legalStatus}`) },
        { term: t('siren'), value: sirenWords(one, t) },
        { term: t('socialEconomy'), value: one.socialEconomy && t('yes') },
        { term: t('territory'), value: one.territory },
        { term: t('commune'), value: one.commune },
        { term: t('website'), value: one.website },
        { term: t('domains'), value: one.domains.length > 0 && one.domains.join(', ') },
        { term: t('since'), value: day(one.createdAt) },
        { term: t('lots'), value: format.number(one.lots) },
        { term: t('same'), value: same.length > 0 && same.join(', ') },
        { term: t('last'), value: said },
      ]}
    />
  );
}

function sirenWords(
  { siren, sirenValid }: ToVerify,
  t: ReturnType<typeof useTranslations<'trust.desk'>>,
): string {
  if (!siren) return t('sirenMissing');
  const spaced = siren.replace(/(\d{3})(?=\d)/g, '$1\u202f');
  return sirenValid ? spaced : t('sirenWrong', { siren: spaced });
}

function Decide({ one, formKey }: { one: ToVerify; formKey: string }) {
  const t = useTranslations('trust.desk');
  const answer = useActionData<SubmissionResult<string[]>>();
  const typed = answer?.initialValue;
  const mine = typed?.organisation === one.publicId;
  const errors = mine ? (answer?.error ?? {}) : {};
  const id = one.publicId;
  const reason = plainField('reason', {
    id: `reason-${id}`,
    value: mine ? String(typed?.reason ?? '') : null,
    errors: errors.reason ?? [],
    required: true,
  });
  const button = (decision: 'approved' | 'refused' | 'withdrawn', label: string) => (
    <SubmitButton
      variant={decision === 'approved' ? 'primary' : 'danger'}
      size="small"
      name="decision"
      value={decision}
      pendingLabel={t('pending')}
    >
      {label}
    </SubmitButton>
  );
  return (
    <Disclosure summary={t('decide')} open={mine}>
      <Form method="post" className="grid gap-4" aria-label={t('decideOn', { name: one.name })}>
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="decide" />
        <input type="hidden" name="organisation" value={id} />
        <input type="hidden" name="seen" value={one.seen} />
        {errors[''] ? (
          <Alert tone="danger" live>
            {errors[''].join(' ')}
          </Alert>
        ) : null}
        <ReasonField field={reason} />
        <div className="flex flex-wrap gap-3">
          {one.verifiedAt ? (
            button('withdrawn', t('withdraw'))
          ) : (
            <>
              {one.sirenValid ? button('approved', t('approve')) : null}
              {button('refused', t('refuse'))}
            </>
          )}
        </div>
      </Form>
    </Disclosure>
  );
}

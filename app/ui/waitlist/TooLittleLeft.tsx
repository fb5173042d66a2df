import type { SubmissionResult } from '@conform-to/react';
import { Link, useActionData } from '@remix-run/react';
import type { ComponentProps } from 'react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { JoinForm } from './JoinForm.tsx';

interface Props extends Omit<ComponentProps<typeof JoinForm>, 'asked'> {
  guest: boolean;
  /** the reader's own place in that list */
  mine: string | null;
}

/**
 * Under the form that reserves, or in its stead: the waitlist, for whoever needs more than is left. Its form comes once
 * nothing is left, or more was asked for.
 */
export function TooLittleLeft({ guest, mine, ...join }: Props) {
  const t = useTranslations('waitlist.join');
  const answer = useActionData<SubmissionResult<string[]> & { refused?: string }>();
  const short = answer?.refused === 'not-enough-left';
  const { publicId, leftMilli } = join.lot;
  if (leftMilli > 0 && !short && !mine) {
    return (
      <p className="mt-8 text-muted">
        {t('more')}{' '}
        <Link className="link" to={paths.joinWaitlist(publicId)}>
          {t('submit')}
        </Link>
      </p>
    );
  }
  const { quantity, purpose, substitution, communeCode } = answer?.initialValue ?? {};
  return (
    <section aria-labelledby="join-title" className="mt-10 border-t border-line pt-8">
      <h2 id="join-title" className="mb-4 text-xl">
        {t('heading')}
      </h2>
      {mine ? (
        <Otherwise text={t('already')} to={paths.waiting(mine)} label={t('see')} />
      ) : guest ? (
        <Otherwise text={t('guest')} to={paths.login(paths.joinWaitlist(publicId))} label={t('signIn')} />
      ) : (
        <JoinForm {...join} asked={short ? { quantity, purpose, substitution, communeCode } : {}} />
      )}
    </section>
  );
}

function Otherwise({ text, to, label }: { text: string; to: string; label: string }) {
  return (
    <>
      <p className="mb-3">{text}</p>
      <LinkButton to={to}>{label}</LinkButton>
    </>
  );
}

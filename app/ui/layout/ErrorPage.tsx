import { isRouteErrorResponse, useLocation } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { isErrorAnswer } from '#app/http/error-answer.ts';
import { useFrame } from '#app/http/frame.ts';
import { paths } from '#app/http/paths.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Page } from './Page.tsx';

type Kind = 'notFound' | 'forbidden' | 'gone' | 'unavailable' | 'broken' | 'refused';

export function errorKind(status: number): Kind {
  if (status === 404) return 'notFound';
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 410) return 'gone';
  if (status === 503) return 'unavailable';
  return status >= 500 ? 'broken' : 'refused';
}

/** What went wrong, what it means for the reader, where to go, and the number that finds it in the logs. */
export function ErrorPage({ error }: { error: unknown }) {
  const t = useTranslations('layout.error');
  const { requestId } = useFrame();
  const { pathname, search } = useLocation();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const answer = isRouteErrorResponse(error) && isErrorAnswer(error.data) ? error.data : null;
  const kind = errorKind(status);
  const reference = answer?.requestId ?? requestId;
  return (
    <Page
      width="narrow"
      title={t(`${kind}.title`)}
      over={<span className="font-title text-lg tabular-nums">{status}</span>}
    >
      <div className="prose text-lg">
        {answer ? <p>{answer.sentence}</p> : null}
        <p>{t(`${kind}.text`)}</p>
        {status >= 500 && reference ? (
          <p className="text-base text-muted">{t('reference', { id: reference })}</p>
        ) : null}
      </div>
      <div className="mt-7 flex flex-wrap gap-3">
        {status >= 500 ? (
          <a href={pathname + search} className="link self-center">
            {t('retry')}
          </a>
        ) : null}
        <LinkButton to={paths.lots()} variant="primary">
          {t('lots')}
        </LinkButton>
        <LinkButton to={paths.home()}>{t('home')}</LinkButton>
      </div>
    </Page>
  );
}

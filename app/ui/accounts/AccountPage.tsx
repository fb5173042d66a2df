import type { ReactNode } from 'react';
import { Card } from '#app/ui/kit/Card.tsx';
import { Page } from '#app/ui/layout/Page.tsx';

interface Props {
  title: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
  /** Under the sheet: the other ways out. */
  after?: ReactNode;
}

/** One short form on a sheet: sign-in, sign-up and the pages of mailed links. */
export function AccountPage({ title, lead, children, after }: Props) {
  return (
    <Page width="narrow" title={title} lead={lead}>
      <Card padding="large">{children}</Card>
      {after ? <div className="mt-6 flex flex-wrap gap-x-8 gap-y-3">{after}</div> : null}
    </Page>
  );
}

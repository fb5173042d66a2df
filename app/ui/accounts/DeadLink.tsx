import type { ReactNode } from 'react';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Page } from '#app/ui/layout/Page.tsx';

/** A link that expired or was used: why, and the ways on. */
export function DeadLink({
  title,
  children,
  actions,
}: {
  title: string;
  children: ReactNode;
  actions: ReactNode;
}) {
  return (
    <Page width="narrow" title={title}>
      <Alert tone="warning" actions={actions}>
        <p>{children}</p>
      </Alert>
    </Page>
  );
}

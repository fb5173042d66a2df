import { MessageSquare } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { MessagesGlance } from '#app/domain/messages/views.ts';
import { paths } from '#app/http/paths.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';

/** On the page of a reservation: the way to its messages, what is new there, and whether the other side can be reached. */
export function MessagesNotice({
  reservation,
  glance,
}: {
  reservation: string;
  glance: MessagesGlance | null;
}) {
  const t = useTranslations('messages.notice');
  if (!glance) return null;
  return (
    <div className="mt-6 no-print">
      {glance.otherFails ? (
        <Alert tone="warning" className="mb-3">
          {t('otherFails', { name: glance.other })}
        </Alert>
      ) : null}
      <p className="flex flex-wrap items-center gap-3">
        <LinkButton to={paths.messages(reservation)} icon={<MessageSquare aria-hidden="true" />}>
          {glance.count > 0 ? t('read', { count: glance.count }) : t('write', { name: glance.other })}
        </LinkButton>
        {glance.unread > 0 ? <Badge tone="accent">{t('unread', { count: glance.unread })}</Badge> : null}
      </p>
    </div>
  );
}

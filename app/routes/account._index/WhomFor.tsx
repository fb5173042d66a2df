import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { OrganisationKind, Role } from '#app/domain/organisations/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

interface Membership {
  slug: string;
  name: string;
  kind: OrganisationKind;
  role: Role;
  acting: boolean;
}

/** For whom the person acts, and how to change; a private person alone sees nothing of it. */
export function WhomFor({ organisations }: { organisations: readonly Membership[] }) {
  const t = useTranslations('accounts.account');
  if (organisations.length > 0 && organisations.every(({ kind }) => kind === 'private_person')) return null;
  return (
    <Section
      title={t('organisations')}
      actions={<LinkButton to={paths.newOrganisation()}>{t('newOrganisation')}</LinkButton>}
    >
      <ul className="divide-y divide-line border-y border-line">
        {organisations.map((one) => (
          <Line key={one.slug} membership={one} />
        ))}
      </ul>
    </Section>
  );
}

function Line({ membership: { slug, name, kind, role, acting } }: { membership: Membership }) {
  const t = useTranslations('accounts.account');
  const roles = useTranslations('organisations.roles');
  const personal = kind === 'private_person';
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0">
        <p className="font-semibold break-words">
          {personal ? t('private') : <TextLink to={paths.organisation(slug)}>{name}</TextLink>}{' '}
          {acting ? <Badge tone="success">{t('acting')}</Badge> : null}
        </p>
        {personal ? null : <p className="text-sm text-muted">{roles(role)}</p>}
      </div>
      {acting ? null : (
        <Form method="post" action={paths.switchOrganisation()}>
          <input type="hidden" name="slug" value={slug} />
          <SubmitButton variant="secondary" size="small">
            {t('act', { name: personal ? t('private') : name })}
          </SubmitButton>
        </Form>
      )}
    </li>
  );
}

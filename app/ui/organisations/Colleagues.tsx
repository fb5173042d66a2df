import type { SubmissionResult } from '@conform-to/react';
import { Form, useActionData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { keepsAnAdministrator } from '#app/domain/organisations/rules.ts';
import type { Role } from '#app/domain/organisations/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Avatar } from '#app/ui/kit/Avatar.tsx';
import { plainField } from '#app/ui/kit/fields.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

interface Colleague {
  publicId: string;
  name: string;
  email: string;
  role: Role;
  me: boolean;
}

interface Props {
  slug: string;
  colleagues: readonly Colleague[];
  roles: readonly Role[];
  mayManage: boolean;
  formKey: string;
  actions: ReactNode;
}

export function Colleagues({ slug, colleagues, roles, mayManage, formKey, actions }: Props) {
  const t = useTranslations('organisations');
  const team = useTranslations('trust.team');
  const answer = useActionData<SubmissionResult<string[]>>();
  const administrators = colleagues.filter(({ role }) => role === 'administrator').length;
  // the last administrator neither leaves nor steps down: no button offers it
  const fixed = (role: Role) => !keepsAnAdministrator({ from: role, to: null }, administrators).ok;
  const refused = Object.values(answer?.error ?? {}).flatMap((said) => said ?? []);
  return (
    <Section title={t('page.colleagues')} actions={actions}>
      {refused.length > 0 ? (
        <Alert tone="danger" live className="mb-4">
          {refused.join(' ')}
        </Alert>
      ) : null}
      <ul className="divide-y divide-line border-y border-line">
        {colleagues.map((one) => (
          <li key={one.publicId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3 py-3">
            <div className="flex min-w-0 items-center gap-3">
              <Avatar name={one.name} size="small" />
              <p className="min-w-0">
                <span className="font-semibold break-words">{one.name}</span>
                {one.me ? <span className="text-muted"> ({t('page.you')})</span> : null}
                <span className="block text-sm break-all text-muted">{one.email}</span>
                {mayManage || one.me ? (
                  <TextLink
                    to={paths.member(slug, one.publicId)}
                    aria-label={team('linkNamed', { name: one.name })}
                    className="text-sm"
                  >
                    {team('link')}
                  </TextLink>
                ) : null}
              </p>
            </div>
            {mayManage && !fixed(one.role) ? (
              <RoleForm colleague={one} roles={roles} formKey={formKey} />
            ) : (
              <span>{t(`roles.${one.role}`)}</span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function RoleForm({
  colleague,
  roles,
  formKey,
}: {
  colleague: Colleague;
  roles: readonly Role[];
  formKey: string;
}) {
  const t = useTranslations('organisations');
  const { publicId, name, role } = colleague;
  const field = plainField('role', { id: `role-${publicId}`, value: role });
  return (
    <Form method="post" className="flex flex-wrap items-end gap-2">
      <KeyField value={formKey} />
      <input type="hidden" name="person" value={publicId} />
      <SelectField
        field={field}
        label={t('page.roleOf', { name })}
        hideLabel
        choices={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
      />
      <SubmitButton variant="secondary" size="small" name="intent" value="role">
        {t('page.changeRole')}
      </SubmitButton>
      <SubmitButton
        variant="quiet"
        size="small"
        name="intent"
        value="remove"
        aria-label={t('page.removeNamed', { name })}
      >
        {t('page.remove')}
      </SubmitButton>
    </Form>
  );
}

import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Button, LinkButton } from '#app/ui/kit/Button.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';

interface Props {
  count: number;
  groups: readonly { typeCode: string; lines: number; example: string; key: string }[];
  typeNames: Readonly<Record<string, string>>;
  formKey: string;
  showTo: string;
}

/** Every guess, by material: confirmed one material at a time or all at once. */
export function Guesses({ count, groups, typeNames, formKey, showTo }: Props) {
  const t = useTranslations('diagnoses');
  return (
    <Alert tone="warning" title={t('guesses.title', { count })}>
      <p>{t('guesses.help')}</p>
      <ul className="mt-3 grid gap-x-6 divide-y divide-line">
        {groups.slice(0, 8).map((group) => (
          <Group key={group.typeCode} group={group} typeNames={typeNames} />
        ))}
      </ul>
      {groups.length > 8 ? (
        <Disclosure summary="…">
          <ul className="grid gap-x-6 divide-y divide-line">
            {groups.slice(8).map((group) => (
              <Group key={group.typeCode} group={group} typeNames={typeNames} />
            ))}
          </ul>
        </Disclosure>
      ) : null}
      <Form method="post" className="mt-3 flex flex-wrap gap-3" preventScrollReset>
        <KeyField value={formKey} />
        <Button type="submit" name="intent" value="confirm" variant="primary">
          {t('guesses.all', { count })}
        </Button>
        <LinkButton to={showTo} preventScrollReset>
          {t('guesses.check')}
        </LinkButton>
      </Form>
    </Alert>
  );
}

function Group({ group, typeNames }: { group: Props['groups'][number]; typeNames: Props['typeNames'] }) {
  const t = useTranslations('diagnoses');
  const { typeCode, lines: count, example, key } = group;
  const type = typeNames[typeCode] ?? typeCode;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
      <span className="min-w-0 break-words">
        <strong>{type}</strong>
        <span className="block text-sm text-muted">{t('guesses.one', { count, example })}</span>
      </span>
      <Form method="post" preventScrollReset>
        <KeyField value={key} />
        <input type="hidden" name="typeCode" value={typeCode} />
        <Button
          type="submit"
          name="intent"
          value="confirm"
          size="small"
          aria-label={t('guesses.confirmTypeLabel', { count, type })}
        >
          {t('guesses.confirmType', { count })}
        </Button>
      </Form>
    </li>
  );
}

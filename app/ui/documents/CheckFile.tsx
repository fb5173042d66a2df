import { Form } from '@remix-run/react';
import { type ChangeEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { FileField } from '#app/ui/kit/FileField.tsx';
import { plainField } from '#app/ui/kit/fields.ts';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { useHydrated } from '#app/ui/kit/use-hydrated.ts';
import { Section } from '#app/ui/layout/Section.tsx';

export type Match = 'fr' | 'en' | 'none';

interface Props {
  files: readonly { locale: 'fr' | 'en'; sha256: string }[];
  /** what the server found, without script */
  match: Match | null;
  errors: string[] | undefined;
}

/** Whether a file is the document, to the byte: by its hash here, or by the server where there is no script. */
export function CheckFile({ files, match, errors }: Props) {
  const t = useTranslations('documents.check');
  const live = useHydrated();
  const [here, setHere] = useState<Match | null>(null);
  const byItself = live && globalThis.crypto?.subtle !== undefined;
  const look = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (!byItself || !file) return setHere(null);
    const sha256 = await hashOf(file);
    setHere(files.find((one) => one.sha256 === sha256)?.locale ?? 'none');
  };
  const found = here ?? match;
  return (
    <Section title={t('fileTitle')} lead={t('fileLead')}>
      <Form method="post" encType="multipart/form-data" className="max-w-xl space-y-4 no-print">
        <FileField
          field={plainField('file', errors ? { errors } : {})}
          label={t('file')}
          accept="application/pdf,.pdf"
          required
          onChange={look}
        />
        {byItself ? null : <SubmitButton>{t('submit')}</SubmitButton>}
      </Form>
      <div role="status" className="mt-4 max-w-xl">
        {found ? <Alert tone={found === 'none' ? 'danger' : 'success'}>{t(`result.${found}`)}</Alert> : null}
      </div>
    </Section>
  );
}

async function hashOf(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

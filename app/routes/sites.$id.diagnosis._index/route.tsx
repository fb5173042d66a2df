import { randomUUID } from 'node:crypto';
import type { SubmissionResult } from '@conform-to/react';
import { useForm } from '@conform-to/react';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { diagnosesOfSite } from '#app/domain/diagnoses/queries.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { canManageSite } from '#app/domain/sites/policy.ts';
import { siteWholeView } from '#app/domain/sites/queries.server.ts';
import { v } from '#app/domain/validation.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { Counts } from '#app/ui/diagnoses/Counts.tsx';
import { FormatHelp } from '#app/ui/diagnoses/FormatHelp.tsx';
import { StateBadge } from '#app/ui/diagnoses/StateBadge.tsx';
import { Who } from '#app/ui/diagnoses/Who.tsx';
import { Card } from '#app/ui/kit/Card.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { FileField } from '#app/ui/kit/FileField.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { receive } from './receive.server.ts';

export const meta = titled<'diagnoses', Awaited<ReturnType<typeof loader>>>('diagnoses', (t, data) =>
  t('title', { site: data?.site.name ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'site'));
  requireOrganisation(ctx, args.request);
  const id = publicIdOf(args.params);
  const site = (await siteWholeView(ctx, id)) ?? refuse('not-found');
  if (!canManageSite(ctx.actor, { organisationId: site.organisationId, siteId: site.id }))
    refuse('forbidden');
  const imports = await diagnosesOfSite(ctx, id);
  return { site: { publicId: id, name: site.name }, imports, key: randomUUID() };
}

const sending = z.object({ file: z.file({ error: v('required') }) });

export async function action(args: ActionFunctionArgs) {
  const site = publicIdOf(args.params);
  return submit(actingAt(args, 'site'), sending, async (ctx, { file }, key) => {
    requireOrganisation(ctx, args.request);
    const { publicId } = await receive(ctx, site, file, key);
    const text = translator(ctx.locale, 'diagnoses')('flash.sent');
    return redirectWithFlash(paths.diagnosis(site, publicId), { tone: 'success', text });
  });
}

export default function SiteDiagnoses() {
  const { site, imports, key } = useLoaderData<typeof loader>();
  const t = useTranslations('diagnoses');
  const lastResult = useActionData() as SubmissionResult<string[]> | undefined;
  const [form, fields] = useForm<{ file: File }>({ id: 'send', lastResult });
  return (
    <Page
      title={t('heading')}
      lead={t('lead')}
      breadcrumbs={[{ label: site.name, to: paths.site(site.publicId) }, { label: t('crumb') }]}
    >
      <Form
        method="post"
        encType="multipart/form-data"
        id={form.id}
        className="grid max-w-xl gap-4"
        noValidate
      >
        <FormErrors form={form} labels={{ file: t('file') }} />
        <KeyField value={key} />
        <FileField
          field={fields.file}
          label={t('file')}
          hint={t('fileHint')}
          accept=".csv,.txt,.tsv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          required
        />
        <div>
          <SubmitButton pendingLabel={t('sending')}>{t('send')}</SubmitButton>
        </div>
      </Form>
      <FormatHelp />
      <Section title={t('imports')}>
        {imports.length === 0 ? (
          <EmptyState level={3} title={t('none')}>
            {t('noneHelp')}
          </EmptyState>
        ) : (
          <ul className="grid gap-4">
            {imports.map((one) => (
              <Card as="li" key={one.publicId} className="grid gap-2">
                <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <Link
                    to={paths.diagnosis(site.publicId, one.publicId)}
                    className="card-link min-w-0 text-lg font-semibold break-all"
                  >
                    {one.fileName}
                  </Link>
                  <StateBadge state={one.state} />
                </p>
                <p>
                  <Who card={one} />
                </p>
                {one.state === 'read' || one.state === 'accepted' ? <Counts {...one} dialect={null} /> : null}
              </Card>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}

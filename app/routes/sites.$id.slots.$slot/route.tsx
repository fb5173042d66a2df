import { getFormProps } from '@conform-to/react';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { z } from 'zod';
import { refuse } from '#app/domain/refusal.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { siteWholeView } from '#app/domain/sites/queries.server.ts';
import { cancelSlots, resizeSlot } from '#app/domain/slots/commands/change-slots.server.ts';
import { canOpenSlots } from '#app/domain/slots/policy.ts';
import { slotOfSite } from '#app/domain/slots/queries.server.ts';
import { cancelInput, capacity } from '#app/domain/slots/schema.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatSlot } from '#app/i18n/slot-hours.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { withFacts } from '#app/ui/kit/fields.ts';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { NumberField } from '#app/ui/kit/NumberField.tsx';
import { StrayErrors } from '#app/ui/kit/StrayErrors.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { ActingBanner } from '#app/ui/sites/ActingBanner.tsx';
import { CancelFields } from '#app/ui/slots/CancelFields.tsx';
import { reasonKey } from '#app/ui/slots/reason.ts';
import { TakersOfSlot } from '#app/ui/slots/TakersOfSlot.tsx';

export const meta = titled<'slots', Awaited<ReturnType<typeof loader>>>('slots', (t, data) =>
  t('site.pageTitle', { name: data?.site.name ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'site'));
  requireOrganisation(ctx, args.request);
  const site = (await siteWholeView(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  const slot = (await slotOfSite(ctx, site, publicIdOf(args.params, 'slot'))) ?? refuse('not-found');
  const open = !slot.cancelReason && !slot.past;
  return {
    site: { publicId: site.publicId, name: site.name, zone: site.zone },
    slot,
    mayChange: open && canOpenSlots(ctx.actor, { organisationId: site.organisationId, siteId: site.id }),
    acting: actingFor(ctx.actor),
    keys: [crypto.randomUUID(), crypto.randomUUID()] as const,
  };
}

const intents = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('capacity'), capacity }),
  cancelInput.extend({ intent: z.literal('cancel') }),
]);

export async function action(args: ActionFunctionArgs) {
  const site = publicIdOf(args.params);
  const slot = publicIdOf(args.params, 'slot');
  return submit(actingAt(args, 'site'), intents, async (ctx, asked, key) => {
    requireOrganisation(ctx, args.request);
    const t = translator(ctx.locale, 'slots');
    if (asked.intent === 'capacity') {
      await resizeSlot(ctx, site, { key, slot, capacity: asked.capacity });
      const text = t('one.saved', { count: asked.capacity });
      return redirectWithFlash(paths.siteSlot(site, slot), { tone: 'success', text });
    }
    const { cancelled, takers } = await cancelSlots(ctx, site, { key, slots: [slot], reason: asked.reason });
    const text = t('site.cancelDayDone', { count: cancelled, takers });
    return redirectWithFlash(paths.siteSlots(site), { tone: 'success', text });
  });
}

export default function OneSlot() {
  const { site, slot, mayChange, acting, keys } = useLoaderData<typeof loader>();
  const t = useTranslations('slots.one');
  const list = useTranslations('slots.site');
  const sites = useTranslations('sites.mine');
  const reason = useTranslations('slots.reason');
  const when = formatSlot(
    useLocale(),
    { startsAt: new Date(slot.startsAt), endsAt: new Date(slot.endsAt) },
    site.zone,
  );
  return (
    <Page
      width="narrow"
      title={when}
      lead={list('room', { booked: slot.booked, capacity: slot.capacity })}
      over={
        slot.cancelReason ? (
          <Badge>{list('cancelled', { reason: reason(reasonKey(slot.cancelReason)) })}</Badge>
        ) : slot.past ? (
          <Badge>{list('past')}</Badge>
        ) : null
      }
      breadcrumbs={[
        { label: sites('title'), to: paths.sites() },
        { label: site.name, to: paths.site(site.publicId) },
        { label: list('heading'), to: paths.siteSlots(site.publicId, slot.day) },
        { label: when },
      ]}
    >
      <ActingBanner acting={acting} />
      <StrayErrors shown={mayChange ? ['capacity'] : []} />
      <Section title={t('who')} lead={slot.takers?.length ? t('phone') : undefined}>
        <TakersOfSlot takers={slot.takers} booked={slot.booked} />
      </Section>
      {mayChange ? (
        <div className="mt-8 no-print">
          <Capacity slot={slot} formKey={keys[0]} />
          <Disclosure summary={t('cancelTitle')}>
            <Form method="post" className="space-y-4">
              <CancelFields id="one" formKey={keys[1]} slots={[slot.publicId]} />
            </Form>
          </Disclosure>
        </div>
      ) : null}
    </Page>
  );
}

function Capacity({ slot, formKey }: { slot: { capacity: number }; formKey: string }) {
  const t = useTranslations('slots.one');
  const open = useTranslations('slots.open');
  const [form, fields] = useIntentForm<{ capacity: string }>('capacity', { capacity: String(slot.capacity) });
  return (
    <Disclosure summary={t('capacityTitle')} open={form.status === 'error'}>
      <Form method="post" {...getFormProps(form)} className="space-y-4">
        <FormErrors form={form} labels={{ capacity: open('capacity') }} />
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="capacity" />
        <NumberField
          field={withFacts(fields.capacity, { required: true })}
          label={open('capacity')}
          hint={t('capacityHint')}
          whole
        />
        <SubmitButton variant="secondary">{t('save')}</SubmitButton>
      </Form>
    </Disclosure>
  );
}

import { getFormProps } from '@conform-to/react';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { z } from 'zod';
import { refuse } from '#app/domain/refusal.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { bookSlot, leaveSlot } from '#app/domain/slots/commands/book-slot.server.ts';
import { slotsToChoose } from '#app/domain/slots/queries.server.ts';
import { bookInput } from '#app/domain/slots/schema.ts';
import { actingAt, contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatInstant } from '#app/i18n/dates.ts';
import { formatSlot } from '#app/i18n/slot-hours.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { StrayErrors } from '#app/ui/kit/StrayErrors.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { ActingBanner } from '#app/ui/sites/ActingBanner.tsx';
import { ChooseSlot } from '#app/ui/slots/ChooseSlot.tsx';

export const meta = titled<'slots', Awaited<ReturnType<typeof loader>>>('slots', (t, data) =>
  t('choose.pageTitle', { title: data?.choice.lot ?? '' }),
);

/** A place lost to somebody else is seen as full: the hours are read again even when the answer is a refusal. */
export const shouldRevalidate = () => true;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'reservation'));
  requirePerson(ctx, args.request);
  const id = publicIdOf(args.params);
  const choice = (await slotsToChoose(ctx, id)) ?? refuse('not-found');
  return {
    choice,
    id,
    acting: actingFor(ctx.actor),
    keys: [crypto.randomUUID(), crypto.randomUUID()] as const,
  };
}

const intents = z.discriminatedUnion('intent', [
  bookInput.extend({ intent: z.literal('book') }),
  z.object({ intent: z.literal('leave') }),
]);

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(actingAt(args, 'reservation'), intents, async (ctx, asked, key) => {
    requirePerson(ctx, args.request);
    const before = await slotsToChoose(ctx, id);
    const t = translator(ctx.locale, 'slots.choose');
    const done = (text: string) => redirectWithFlash(paths.reservation(id), { tone: 'success', text });
    if (asked.intent === 'leave') {
      const here = before?.lines.filter(({ slot }) => slot && slot === before.current?.publicId) ?? [];
      const { expiresAt } = await leaveSlot(ctx, {
        key,
        reservations: [id, ...here.map(({ publicId }) => publicId)],
      });
      return done(t('leftBack', { deadline: formatInstant(ctx.locale, new Date(expiresAt), before?.zone) }));
    }
    const booked = await bookSlot(ctx, { key, slot: asked.slot, reservations: [id, ...asked.lines] });
    const slot = { startsAt: new Date(booked.startsAt), endsAt: new Date(booked.endsAt) };
    const words = { slot: formatSlot(ctx.locale, slot, before?.zone) };
    return done(t(booked.moved ? 'moved' : 'booked', words));
  });
}

export default function ChooseSlotRoute() {
  const { choice, id, acting, keys } = useLoaderData<typeof loader>();
  const t = useTranslations('slots.choose');
  const mine = useTranslations('reservations.mine');
  const locale = useLocale();
  const { current, side, site, other, zone } = choice;
  const lead = t(side === 'taker' ? 'leadTaker' : 'leadHolder', { site: site.name, name: other });
  return (
    <Page
      width="narrow"
      title={t(current ? 'headingMove' : 'heading')}
      lead={lead}
      breadcrumbs={[
        { label: mine('title'), to: paths.reservations() },
        { label: choice.lot, to: paths.reservation(id) },
        { label: t(current ? 'headingMove' : 'heading') },
      ]}
    >
      <ActingBanner acting={acting} />
      <StrayErrors shown={[...(choice.slots.length > 0 ? ['book'] : []), ...(current ? ['leave'] : [])]} />
      {current ? (
        <Alert className="mb-6" title={t('current')}>
          {formatSlot(
            locale,
            { startsAt: new Date(current.startsAt), endsAt: new Date(current.endsAt) },
            zone,
          )}
        </Alert>
      ) : null}
      {choice.slots.length > 0 ? (
        <ChooseSlot key={keys[0]} choice={choice} formKey={keys[0]} />
      ) : (
        <Alert
          actions={
            side === 'holder' ? (
              <LinkButton to={paths.siteSlots(site.publicId)}>{t('toSite')}</LinkButton>
            ) : null
          }
        >
          {t('none')} {t(side === 'taker' ? 'noneTaker' : 'noneHolder', { name: other })}
        </Alert>
      )}
      {current ? <Leave formKey={keys[1]} /> : null}
    </Page>
  );
}

function Leave({ formKey }: { formKey: string }) {
  const t = useTranslations('slots.choose');
  const [form] = useIntentForm('leave');
  return (
    <Disclosure summary={t('leaveTitle')} open={form.status === 'error'} className="mt-8 no-print">
      <Form method="post" {...getFormProps(form)} className="space-y-4">
        <FormErrors form={form} />
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="leave" />
        <p className="max-w-prose">{t('leaveHelp')}</p>
        <SubmitButton variant="danger">{t('leave')}</SubmitButton>
      </Form>
    </Disclosure>
  );
}

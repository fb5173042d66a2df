import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { z } from 'zod';
import { countInput, proposeCount } from '#app/domain/lots/commands/propose-count.server.ts';
import { crewLot } from '#app/domain/lots/crew-lots.server.ts';
import { PHOTO_LIMITS } from '#app/domain/lots/photos.ts';
import { addPhotos } from '#app/http/add-photos.server.ts';
import { crewFor, submitAsCrew } from '#app/http/crew.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { CountForm, PhotoForm } from '#app/ui/crew/CrewLotForms.tsx';
import { Page } from '#app/ui/layout/Page.tsx';

export const meta = titled<'crew', Awaited<ReturnType<typeof loader>>>('crew', (t, data) =>
  t('lot.title', { lot: data?.lot.title ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const id = publicIdOf(args.params);
  const { ctx, site } = await crewFor(args, id);
  const { id: _id, ...lot } = await crewLot(ctx, id);
  return { lot, site: site.name, keys: { photo: crypto.randomUUID(), count: crypto.randomUUID() } };
}

const intents = z.union([
  z.object({ intent: z.literal('add'), photo: z.array(z.file()).min(1).max(PHOTO_LIMITS.perLot) }),
  z.object({ intent: z.literal('count') }).and(countInput),
]);

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  // asked before any file is read
  await crewLot((await crewFor(args, id)).ctx, id);
  return submitAsCrew(args, intents, id, async ({ ctx }, asked, key) => {
    const t = translator(ctx.locale, 'crew.lot');
    if (asked.intent === 'add') await addPhotos(ctx, args.context, { lot: id, files: asked.photo, key });
    else await proposeCount(ctx, id, { key, input: asked });
    const text = t(asked.intent === 'add' ? 'sent' : 'proposed');
    return redirectWithFlash(paths.crewLot(id), { tone: 'success', text });
  });
}

export default function CrewLotRoute() {
  const { lot, site, keys } = useLoaderData<typeof loader>();
  const t = useTranslations('crew.lot');
  const quantity = formatQuantity(useLocale(), lot.onSiteMilli, lot.unit);
  return (
    <Page
      width="narrow"
      title={lot.title}
      lead={[t('onSite', { quantity }), lot.place].filter(Boolean).join(' · ')}
      breadcrumbs={[{ label: site, to: paths.crew() }, { label: lot.title }]}
    >
      <PhotoForm key={keys.photo} formKey={keys.photo} />
      <CountForm key={keys.count} formKey={keys.count} unit={lot.unit} />
    </Page>
  );
}

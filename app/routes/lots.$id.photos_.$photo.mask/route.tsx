import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { maskPhoto } from '#app/domain/lots/commands/mask-photo.server.ts';
import { lotPhotos, photoFile } from '#app/domain/lots/photo-queries.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { factsOf, keeping, maskPixels } from '#app/http/photo.server.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { Page } from '#app/ui/layout/Page.tsx';
import { MaskForm } from './MaskForm.tsx';
import { maskInput } from './zones.ts';

export const meta = titled('photos', (t) => t('mask.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'lot'));
  requireOrganisation(ctx, args.request);
  const { publicId, title, photos } = await lotPhotos(ctx, publicIdOf(args.params));
  const wanted = publicIdOf(args.params, 'photo');
  const photo = photos.find((one) => one.publicId === wanted) ?? refuse('not-found');
  const { sha256, width, height, widths, alt } = photo;
  return {
    lot: { publicId, title },
    photo: { sha256, width, height, widths, alt },
    key: crypto.randomUUID(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const lot = publicIdOf(args.params);
  const photo = publicIdOf(args.params, 'photo');
  return submit(actingAt(args, 'lot'), maskInput, async (ctx, { zones }, key) => {
    requireOrganisation(ctx, args.request);
    const t = translator(ctx.locale, 'photos');
    const file = await photoFile(ctx, { lot, photo });
    if (zones.length === 0) refuse('nothing-to-mask');
    const look = await maskPixels(args.context, file, zones);
    const call = { key, lot, photo, zones, masked: factsOf(look) };
    await maskPhoto(ctx, call, keeping(args.context.storage, look));
    return redirectWithFlash(paths.lotPhotos(lot), { tone: 'success', text: t('mask.done') });
  });
}

export default function MaskPhoto() {
  const { lot, photo, key } = useLoaderData<typeof loader>();
  const t = useTranslations('photos');
  return (
    <Page
      width="narrow"
      title={t('mask.title')}
      lead={t('mask.lead')}
      breadcrumbs={[
        { label: lot.title, to: paths.lot(lot.publicId) },
        { label: t('mask.back'), to: paths.lotPhotos(lot.publicId) },
        { label: t('mask.title') },
      ]}
    >
      <MaskForm photo={photo} formKey={key} />
    </Page>
  );
}

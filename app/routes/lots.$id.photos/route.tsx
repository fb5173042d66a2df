import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { lotPhotos } from '#app/domain/lots/photo-queries.server.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { carryOut } from './act.server.ts';
import { intents } from './intents.ts';
import { PhotoSheet } from './PhotoSheet.tsx';
import { Uploader } from './Uploader.tsx';

export const meta = titled<'photos', Awaited<ReturnType<typeof loader>>>('photos', (t, data) =>
  t('title', { lot: data?.title ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'lot'));
  requireOrganisation(ctx, args.request);
  const { photos, ...lot } = await lotPhotos(ctx, publicIdOf(args.params));
  const keyed = photos.map((photo) => ({
    ...photo,
    keys: { move: crypto.randomUUID(), words: crypto.randomUUID() },
  }));
  return { ...lot, photos: keyed, addKey: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(actingAt(args, 'lot'), intents, async (ctx, asked, key) => {
    requireOrganisation(ctx, args.request);
    await carryOut(ctx, args.context, { lot: id, asked, key });
    return redirect(paths.lotPhotos(id));
  });
}

export default function LotPhotos() {
  const { publicId, title, family, photos, addKey } = useLoaderData<typeof loader>();
  const t = useTranslations('photos');
  useFresh(photos.some(({ pending }) => pending));
  return (
    <Page
      title={t('heading')}
      lead={t('lead')}
      breadcrumbs={[{ label: title, to: paths.lot(publicId) }, { label: t('heading') }]}
      actions={<LinkButton to={paths.lot(publicId)}>{t('back')}</LinkButton>}
    >
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[2fr_3fr]">
        <Uploader formKey={addKey} lot={publicId} />
        {photos.length === 0 ? (
          <EmptyState title={t('empty')}>{t('empty-help')}</EmptyState>
        ) : (
          <ol className="grid gap-4 sm:grid-cols-2">
            {photos.map((photo, index) => (
              <PhotoSheet
                key={photo.publicId}
                photo={photo}
                lot={publicId}
                family={family}
                number={index + 1}
                last={index === photos.length - 1}
              />
            ))}
          </ol>
        )}
      </div>
    </Page>
  );
}

/** Asks again while a job is still making versions, ever less often. */
function useFresh(waiting: boolean) {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!waiting) return;
    const timers = [3, 8, 20, 60].map((seconds) => setTimeout(revalidate, seconds * 1000));
    return () => timers.forEach(clearTimeout);
  }, [waiting, revalidate]);
}

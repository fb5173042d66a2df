import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { lotPhotos } from '#app/domain/lots/photo-queries.server.ts';
import { contextOf, requireOrganisation } from '#app/http/context.server.ts';
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
  const ctx = await contextOf(args);
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
  return submit(args, intents, async (ctx, asked, key) => {
    requireOrganisation(ctx, args.request);
    await carryOut(ctx, id, asked, key);
    if (asked.intent === 'add' && asked.scripted) return { status: 'success' as const };
    return redirect(paths.lotPhotos(id));
  });
}

export default function LotPhotos() {
  const { publicId, title, family, photos, addKey } = useLoaderData<typeof loader>();
  const t = useTranslations('photos');
  return (
    <Page
      title={t('heading')}
      lead={t('lead')}
      breadcrumbs={[{ label: title, to: paths.lot(publicId) }, { label: t('heading') }]}
      actions={<LinkButton to={paths.lot(publicId)}>{t('back')}</LinkButton>}
    >
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[2fr_3fr]">
        <Uploader formKey={addKey} />
        {photos.length === 0 ? (
          <EmptyState title={t('empty')}>{t('empty-help')}</EmptyState>
        ) : (
          <ol className="grid gap-4 sm:grid-cols-2">
            {photos.map((photo, index) => (
              <PhotoSheet
                key={photo.publicId}
                photo={photo}
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

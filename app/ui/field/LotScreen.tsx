import { type FormEvent, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { doubtOf } from '#app/domain/lots/suspicious-count.ts';
import { paths } from '#app/http/paths.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { Button } from '#app/ui/kit/Button.tsx';
import { FamilyIcon } from '#app/ui/kit/FamilyIcon.tsx';
import { CountFields, typedMilli } from './CountFields.tsx';
import { KeptPhotos } from './KeptPhotos.tsx';
import { type ShownLot, shownLots } from './overlay.ts';
import { PhotoPicker } from './PhotoPicker.tsx';
import { readCount } from './read-forms.ts';
import { Back } from './ScreenLink.tsx';
import { useErrors } from './use-errors.ts';
import { useField } from './use-field.ts';
import { useKeptPhotos } from './use-kept-photos.ts';
import { writeCount, writePhotos } from './write-down.ts';

/** One lot, standing before it: count what is there, add photos. */
export function LotScreen({ id }: { id: string }) {
  const t = useTranslations('field');
  const locale = useLocale();
  const { data, entries } = useField().state;
  const lot = data ? shownLots(data, entries).find(({ publicId }) => publicId === id) : undefined;
  if (!lot)
    return (
      <>
        <Back to={{ name: 'home' }}>{t('home')}</Back>
        <h1 className="text-xl">{t('lot.gone')}</h1>
      </>
    );
  const there = formatQuantity(locale, lot.onSiteMilli, lot.unit);
  const made = entries.some(({ entry }) => entry.kind === 'create-lot' && entry.lot === id);
  return (
    <>
      <Back to={{ name: 'site', id: lot.site }}>
        {data?.sites.find(({ publicId }) => publicId === lot.site)?.name ?? t('back')}
      </Back>
      <div className="flex items-start gap-3">
        <FamilyIcon family={lot.family} size="large" />
        <div className="min-w-0">
          <h1 className="text-2xl break-words">{lot.title}</h1>
          <p className="text-muted">{lot.place}</p>
        </div>
      </div>
      <p className="mt-3 text-lg">
        {t.rich('lot.onSite', { quantity: there, b: (text) => <strong>{text}</strong> })}
        {lot.heldMilli > 0
          ? ` (${t('lot.held', { quantity: formatQuantity(locale, lot.heldMilli, lot.unit) })})`
          : null}
      </p>
      <p className="mt-1 flex flex-wrap gap-2">
        <Badge>{t(`lot.${lot.status}`)}</Badge>
        {lot.waiting > 0 ? <Badge tone="info">{t('lot.here', { count: lot.waiting })}</Badge> : null}
      </p>
      <Count lot={lot} />
      <Photos lot={lot} />
      {made ? null : (
        <p className="mt-8">
          <a
            href={data?.crew ? paths.crewLot(id) : paths.lot(id)}
            className="link inline-flex min-h-12 items-center"
          >
            {t('lot.open')}
          </a>
        </p>
      )}
    </>
  );
}

function Count({ lot }: { lot: ShownLot }) {
  const t = useTranslations('field.count');
  const locale = useLocale();
  const { client, state } = useField();
  const { field, refuse, accept } = useErrors(lot.stepMilli / 1000);
  const [kept, setKept] = useState<string | null>(null);
  const [asked, setAsked] = useState<number | null>(null);
  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const read = readCount(new FormData(form), lot.stepMilli);
    setKept(null);
    if (!read.ok) return refuse(form, read.errors);
    accept();
    // a slip of the finger is asked about once, before it is written down
    if (doubtOf(lot.onSiteMilli, read.value) && asked !== read.value) return setAsked(read.value);
    setAsked(null);
    const quantity = formatQuantity(locale, read.value, lot.unit);
    const label = t('label-entry', { quantity, lot: lot.title });
    if (await writeCount(client, { lot, countedMilli: read.value, label })) setKept(quantity);
  }
  return (
    <section className="mt-6">
      <h2 className="text-xl">{t('title')}</h2>
      <p className="mb-2 text-muted">
        {t('hint')} {state.data?.crew ? t('proposed') : null}
      </p>
      <form onSubmit={save} noValidate className="grid gap-3">
        <CountFields field={field('quantity', typedMilli(locale, lot.onSiteMilli))} unit={lot.unit} />
        <div role="status" className="empty:hidden">
          {asked === null ? null : (
            <Alert tone="warning">
              {t('doubt', {
                counted: formatQuantity(locale, asked, lot.unit),
                there: formatQuantity(locale, lot.onSiteMilli, lot.unit),
              })}
            </Alert>
          )}
        </div>
        <Button type="submit" variant="primary" size="large" wide>
          {t(asked === null ? 'save' : 'sure')}
        </Button>
        <p role="status" className="font-semibold text-success empty:hidden">
          {kept ? t('kept', { quantity: kept }) : null}
        </p>
      </form>
    </section>
  );
}

function Photos({ lot }: { lot: ShownLot }) {
  const t = useTranslations('field');
  const { client } = useField();
  const [added, setAdded] = useState(0);
  const photos = useKeptPhotos(lot.publicId);
  async function keep(chosen: Blob[]) {
    const label = t('photo.label-entry', { lot: lot.title });
    setAdded(await writePhotos(client, { lot: lot.publicId, photos: chosen, label }));
  }
  return (
    <section className="mt-8">
      <h2 className="text-xl">{t('photo.title')}</h2>
      <p className="mb-2 text-muted">{t('lot.photos', { count: lot.photos })}</p>
      <PhotoPicker onPhotos={keep} />
      <KeptPhotos photos={photos} />
      <p role="status" className="mt-2 font-semibold text-success empty:hidden">
        {added > 0 ? t('photo.kept', { count: added }) : null}
      </p>
    </section>
  );
}

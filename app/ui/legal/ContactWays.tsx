import { useTranslations } from 'use-intl';
import { LEGAL_SETTINGS, type LegalSetting, type LegalSettings } from '#app/domain/legal/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { Card } from '#app/ui/kit/Card.tsx';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

const WAYS = [
  { about: 'help', shows: ['email', 'phone', 'hours', 'post'] },
  { about: 'data', shows: ['dataEmail'] },
  { about: 'access', shows: ['accessEmail'] },
  { about: 'mediator', shows: ['mediator', 'mediatorSite'] },
  { about: 'other', shows: [] },
] as const;
type Shown = (typeof WAYS)[number]['shows'][number];

const LINES: Record<
  Shown,
  { label: 'email' | 'phone' | 'hours' | 'post' | 'site' | 'mediatorName'; from: LegalSetting }
> = {
  email: { label: 'email', from: 'contact_email' },
  phone: { label: 'phone', from: 'contact_phone' },
  hours: { label: 'hours', from: 'help_hours' },
  post: { label: 'post', from: 'publisher_address' },
  dataEmail: { label: 'email', from: 'data_protection_contact' },
  accessEmail: { label: 'email', from: 'accessibility_contact' },
  mediator: { label: 'mediatorName', from: 'mediator_name' },
  mediatorSite: { label: 'site', from: 'mediator_website' },
};

/** Whom to write to about what. */
export function ContactWays({ settings }: { settings: LegalSettings }) {
  const t = useTranslations('legal.contact');
  return (
    <div className="grid gap-5 md:grid-cols-2">
      {WAYS.map(({ about, shows }) => (
        <Card key={about} padding="large">
          <h2 className="mb-2 text-xl">{t(about)}</h2>
          <p className="mb-4">{t(`${about}Text`)}</p>
          {about === 'help' ? (
            <p className="mb-4">
              <TextLink to={paths.help()}>{t('seeHelp')}</TextLink>
            </p>
          ) : null}
          <DescriptionList
            items={shows
              .filter((shown) => isSaid(LINES[shown].from, settings))
              .map((shown) => ({
                term: t(LINES[shown].label),
                value: <Said name={LINES[shown].from} settings={settings} />,
              }))}
          />
        </Card>
      ))}
    </div>
  );
}

/** What need not be said is not asked for. */
const isSaid = (name: LegalSetting, settings: LegalSettings) =>
  LEGAL_SETTINGS[name].required || settings[name] !== undefined;

/** What the operator said, as a link where it is one, or a mark that it said nothing. */
function Said({ name, settings }: { name: LegalSetting; settings: LegalSettings }) {
  const t = useTranslations('legal');
  const said = settings[name];
  if (!said) {
    return (
      <mark className="bg-warning-soft px-1 text-ink">{t('missing', { what: t(`settings.${name}`) })}</mark>
    );
  }
  const href = addressOf(name, said);
  return href ? (
    <a href={href} className="link break-all">
      {said}
    </a>
  ) : (
    said
  );
}

function addressOf(name: LegalSetting, said: string): string | null {
  if (name === 'contact_phone') return `tel:${said.replaceAll(/[^+\d]/g, '')}`;
  if (name.endsWith('_website')) return said.startsWith('https://') ? said : null;
  return said.includes('@') ? `mailto:${said}` : null;
}

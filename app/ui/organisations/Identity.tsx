import { useTranslations } from 'use-intl';
import type { LegalStatus, OrganisationKind } from '#app/domain/organisations/vocabulary.ts';
import { paths, type TerritoryLevel } from '#app/http/paths.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

export interface OrganisationIdentity {
  kind: OrganisationKind;
  legalStatus: LegalStatus;
  siren: string | null;
  socialEconomy: boolean;
  verified: boolean;
  phone: string | null;
  website: string | null;
  description: string | null;
  commune: string | null;
  territory: string | null;
  territoryLevel: string | null;
  territoryCode: string | null;
}

/** A kind with rights stays "declared" until somebody has checked it. */
export function IdentityBadges({
  organisation: { kind, verified, socialEconomy },
}: {
  organisation: OrganisationIdentity;
}) {
  const t = useTranslations('organisations');
  return (
    <>
      <span>{t(`kinds.${kind}`)}</span>
      <Badge tone={verified ? 'success' : 'neutral'}>{t(verified ? 'page.verified' : 'page.declared')}</Badge>
      {socialEconomy ? <Badge tone="info">{t('page.socialEconomy')}</Badge> : null}
    </>
  );
}

export function Identity({ organisation }: { organisation: OrganisationIdentity }) {
  const t = useTranslations('organisations');
  const { territory, territoryLevel, territoryCode, siren, phone, website, description } = organisation;
  const page =
    territory && territoryLevel && territoryCode ? (
      <TextLink to={paths.territory(territoryLevel as TerritoryLevel, territoryCode)}>{territory}</TextLink>
    ) : null;
  const items = [
    { term: t('page.legalStatus'), value: t(`statuses.${organisation.legalStatus}`) },
    { term: t('page.siren'), value: siren?.replace(/(\d{3})(?=\d)/g, '$1\u202f') },
    { term: t('page.commune'), value: organisation.commune },
    { term: t('page.territory'), value: page },
    {
      term: t('page.phone'),
      value: phone ? (
        <a className="link" href={`tel:${phone}`}>
          {phone}
        </a>
      ) : null,
    },
    {
      term: t('page.website'),
      value: website ? (
        <a className="link break-all" href={website} rel="nofollow noopener">
          {website}
        </a>
      ) : null,
    },
  ];
  return (
    <div>
      {description ? <p className="mb-5 whitespace-pre-line">{description}</p> : null}
      <DescriptionList items={items} />
    </div>
  );
}

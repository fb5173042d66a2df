import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

/** Under each page of the help: the words, the law, the rules of a reservation, and a person. */
export function HelpLinks() {
  const t = useTranslations('help');
  const workflow = useTranslations('workflow');
  const legal = useTranslations('legal.contact');
  const links = [
    { to: paths.glossary(), label: t('glossary.title') },
    { to: paths.legalQuestions(), label: t('questions.title') },
    { to: paths.helpReservations(), label: workflow('title') },
    { to: paths.contact(), label: legal('title') },
  ];
  return (
    <Section title={t('more')}>
      <ul className="list-disc space-y-2 pl-6">
        {links.map(({ to, label }) => (
          <li key={to}>
            <TextLink to={to}>{label}</TextLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}

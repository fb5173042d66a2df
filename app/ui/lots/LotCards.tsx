import { Link } from '@remix-run/react';
import type { LotCard as LotCardView } from '#app/domain/lots/views.ts';
import { Section } from '#app/ui/layout/Section.tsx';
import { LotCard } from './LotCard.tsx';

interface Props {
  title: string;
  lead: string;
  lots: readonly LotCardView[];
  all?: { to: string; label: string };
  id?: string;
}

/** A row of other lots; nothing when there is none. */
export function LotCards({ title, lead, lots, all, id }: Props) {
  if (lots.length === 0) return null;
  return (
    <Section
      id={id}
      title={title}
      lead={lead}
      className="print:hidden"
      actions={
        all ? (
          <Link className="link" to={all.to}>
            {all.label}
          </Link>
        ) : null
      }
    >
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {lots.map((one) => (
          <li key={one.publicId} className="flex min-w-0">
            <LotCard lot={one} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

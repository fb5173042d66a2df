import type { ReactNode } from 'react';
import { loadOf } from '#app/domain/reservations/load.ts';
import type { VisitLineView, VisitPageView } from '#app/domain/reservations/visit-views.ts';
import { formatMass, formatNumber, formatQuantity } from '#app/i18n/format.ts';
import { codeOf } from '#app/ui/visits/code.ts';
import type { SlipWords } from './words.server.ts';

interface Props {
  visit: Omit<VisitPageView, 'notes' | 'lines'>;
  lines: readonly (VisitLineView & { before: string })[];
  words: { fr: SlipWords; en: SlipWords };
  address: string;
  qr: { size: number; path: string };
  /** for the taker's own sheet: whoever reads it can confirm in their name */
  code: string | null;
}

/** One sheet for both people, in both languages: who, where, what, and a place for what is really taken. */
export function Slip({ visit, lines, words, address, qr, code }: Props) {
  const { place } = visit;
  const both = (name: keyof SlipWords) => <Both fr={words.fr[name]} en={words.en[name]} />;
  const said = [place?.accessNote, place?.pickupHours].filter(Boolean).join(' · ');
  const contact = [place?.holderContact.name, place?.holderContact.phone].filter(Boolean).join(', ');
  const who = [place?.takerContact.name, place?.takerContact.phone].filter(Boolean).join(', ');
  return (
    <article className="slip" data-lines={lines.length > 14 ? 'many' : 'few'}>
      <div className="flex items-start justify-between gap-6">
        <dl className="min-w-0 flex-1">
          <Fact term={both('holder')}>{visit.holder}</Fact>
          <Fact term={both('taker')}>{visit.taker}</Fact>
          <Fact term={both('place')}>
            {visit.site.name}, {place?.address ? `${place.address}, ` : ''}
            {visit.commune}
            {place ? null : <span className="block text-sm text-muted">{both('placeHidden')}</span>}
          </Fact>
          {said ? <Fact term={both('access')}>{said}</Fact> : null}
          {contact ? <Fact term={both('contact')}>{contact}</Fact> : null}
          {who ? <Fact term={both('who')}>{who}</Fact> : null}
        </dl>
        <figure className="w-28 shrink-0 text-center text-xs">
          <svg
            viewBox={`0 0 ${qr.size} ${qr.size}`}
            shapeRendering="crispEdges"
            className="w-full rounded"
            aria-hidden="true"
          >
            <rect width={qr.size} height={qr.size} fill="#ffffff" />
            <path d={qr.path} fill="#000000" />
          </svg>
          <figcaption>{both('scan')}</figcaption>
        </figure>
      </div>
      {lines.length === 0 ? (
        <p className="my-6">{both('nothing')}</p>
      ) : (
        <SlipLines lines={lines} words={words} both={both} />
      )}
      <p className="mt-4 text-sm">{both('confirm')}</p>
      {code ? (
        <p className="mt-2 text-sm">
          <strong className="text-xl tracking-wider tabular-nums">{code}</strong> {both('takerCode')}
        </p>
      ) : null}
      <div className="slip-signs mt-6 grid grid-cols-2 gap-8 text-sm">
        {[...new Set([visit.holder, visit.taker])].map((name) => (
          <p key={name} className="min-h-16 border-t border-ink pt-1">
            {both('sign')} · {name}
          </p>
        ))}
      </div>
      <p className="mt-2 text-xs break-all text-muted">{address}</p>
    </article>
  );
}

function SlipLines({
  lines,
  words,
  both,
}: Pick<Props, 'lines' | 'words'> & { both: (name: keyof SlipWords) => ReactNode }) {
  const load = loadOf(lines);
  const volume = formatNumber('fr', load.volumeCm3 / 1e6, { maximumSignificantDigits: 2 });
  const total = [
    ...(load.massG > 0 ? [formatMass('fr', load.massG)] : []),
    ...(load.volumeCm3 > 0 ? [words.fr.volume.replace('{volume}', volume)] : []),
  ];
  return (
    <section
      className="my-6 overflow-x-auto"
      aria-label={words.fr.title}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
    >
      <table className="w-full border-collapse text-left">
        <thead>
          <tr className="border-b-2 border-ink align-bottom text-sm">
            {(['code', 'lot', 'quantity', 'state', 'before', 'taken'] as const).map((name) => (
              <th key={name} scope="col" className="px-2 py-1 first:pl-0 last:pr-0">
                {both(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.publicId} className="border-b border-line align-top">
              <td className="px-2 py-1.5 pl-0 font-semibold whitespace-nowrap tabular-nums">
                {codeOf(line.publicId)}
              </td>
              <th scope="row" className="px-2 py-1.5 font-normal">
                {line.lot.title}
                {line.pickupPlace ? (
                  <span className="block text-sm text-muted">{line.pickupPlace}</span>
                ) : null}
              </th>
              <td className="px-2 py-1.5 whitespace-nowrap tabular-nums">
                {formatQuantity('fr', line.quantityMilli, line.unit, 'short')}
              </td>
              <td className="px-2 py-1.5">{both(line.state as 'accepted')}</td>
              <td className="px-2 py-1.5 whitespace-nowrap tabular-nums">
                {line.state === 'handed_over' ? '' : line.before}
              </td>
              <td className="min-w-20 border-l border-line px-2 py-1.5 tabular-nums">
                {line.state === 'handed_over'
                  ? formatQuantity('fr', line.takenMilli, line.unit, 'short')
                  : ''}
              </td>
            </tr>
          ))}
        </tbody>
        {total.length > 0 ? (
          <tfoot>
            <tr className="font-semibold">
              <td colSpan={2} className="px-2 py-1.5 pl-0">
                {both('total')}
              </td>
              <td colSpan={4} className="px-2 py-1.5">
                {total.join(' · ')}
              </td>
            </tr>
          </tfoot>
        ) : null}
      </table>
    </section>
  );
}

function Both({ fr, en }: { fr: string; en: string }) {
  return (
    <>
      <span lang="fr">{fr}</span>
      {fr === en ? null : (
        <span lang="en" className="text-muted">
          {' / '}
          {en}
        </span>
      )}
    </>
  );
}

function Fact({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div className="gap-4 py-1 sm:grid sm:grid-cols-[minmax(9rem,2fr)_5fr]">
      <dt className="text-sm text-muted">{term}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  );
}

import type { ReservationCard } from './views.ts';
import type { Purpose, Substitution } from './vocabulary.ts';

export const LIST_VIEWS = ['todo', 'open', 'done'] as const;
export type ListView = (typeof LIST_VIEWS)[number];

export const LIST_SORTS = ['deadline', 'recent'] as const;
export type ListSort = (typeof LIST_SORTS)[number];

/** What is asked of the reader: to answer a request, to answer a question, to say what was taken. */
export type Awaited = 'answer' | 'question' | 'handover';

/** What a list of reservations shows, as its address says it. */
export interface ListAsked {
  view: ListView;
  sort: ListSort;
  /** public id of one site */
  site: string | null;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Reads an address; what it does not say, or says wrong, is what is going on, those that end first at the top. */
export function readListAddress(search: URLSearchParams): ListAsked {
  const view = LIST_VIEWS.find((known) => known === search.get('show')) ?? 'open';
  const site = search.get('site') ?? '';
  const sort = LIST_SORTS.find((known) => known === search.get('sort'));
  return {
    view,
    sort: sort ?? (view === 'done' ? 'recent' : 'deadline'),
    site: UUID.test(site) ? site : null,
  };
}

/** The shortest address that says it. */
export function listQuery({ view, sort, site }: ListAsked): Record<string, string | undefined> {
  const usual = view === 'done' ? 'recent' : 'deadline';
  return {
    show: view === 'open' ? undefined : view,
    site: site ?? undefined,
    sort: sort === usual ? undefined : sort,
  };
}

export interface ListedReservation extends ReservationCard {
  awaits: Awaited | null;
  purpose: Purpose;
  substitution: Substitution | null;
  destination: string | null;
}

export interface ReservationListView {
  reservations: ListedReservation[];
  /** of the chosen site, or of all */
  counts: Record<ListView, number>;
  /** where the reader's organisation has a reservation */
  sites: { publicId: string; name: string }[];
}

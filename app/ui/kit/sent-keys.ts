/**
 * Keys of the forms sent, so that what is sent again after "back", or after a page was loaded anew before its answer came, is the same
 * order. What was answered is known to the visit it was sent from, an entry of the browser's history, until the page is loaded
 * anew; what is under way is known to its page in this tab until an answer comes.
 */
const answered = new Map<string, string>();
const STORE = 'sent-keys';

/** One form of one visit of a page. */
export interface SentForm {
  visit: string;
  /** its page, where it goes and what it carries unseen */
  form: string;
}

export function sentForm(visit: string, form: HTMLFormElement): SentForm {
  const unseen = [...form.querySelectorAll<HTMLInputElement>('input[type=hidden]')]
    .filter(({ name }) => name !== '_key')
    .map(({ name, value }) => `${name}=${value}`);
  return { visit, form: [location.pathname, form.getAttribute('action') ?? '', ...unseen].join('\n') };
}

type Doubts = Record<string, string>;

function doubts(): Doubts {
  try {
    return JSON.parse(sessionStorage.getItem(STORE) ?? '{}') as Doubts;
  } catch {
    return {};
  }
}

function keepDoubts(all: Doubts): void {
  try {
    sessionStorage.setItem(STORE, JSON.stringify(all));
  } catch {
    // no storage here: the form's own key serves
  }
}

const nameOf = ({ visit, form }: SentForm) => `${visit}\n${form}`;

/** The key this form was sent with; undefined when it was not. */
export const sentKey = (of: SentForm): string | undefined => doubts()[of.form] ?? answered.get(nameOf(of));

export const sending = ({ form }: SentForm, key: string): void => keepDoubts({ ...doubts(), [form]: key });

/** The answer came. */
export function settle(of: SentForm): void {
  const { [of.form]: key, ...others } = doubts();
  if (key === undefined) return;
  answered.set(nameOf(of), key);
  keepDoubts(others);
}

/** The answer came and the page gave the form a new key: the next one sent is another order. */
export function renew(of: SentForm): void {
  settle(of);
  answered.delete(nameOf(of));
}

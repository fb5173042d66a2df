import { refuse } from '#app/domain/refusal.ts';

/** Every address nobody serves: the root's loader still runs, so the page keeps its header and its language. */
export function loader() {
  return refuse('not-found');
}

export function action() {
  return refuse('not-found');
}

export default function Nowhere() {
  return null;
}

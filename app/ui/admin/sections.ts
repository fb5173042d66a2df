import { paths } from '#app/http/paths.ts';

/** The rooms of the operator's desk, in the order of its navigation; named in the catalogue `admin.sections`. */
export const SECTIONS = [
  { key: 'home', to: paths.admin() },
  { key: 'queues', to: paths.adminQueues() },
  { key: 'verifications', to: paths.adminVerifications() },
  { key: 'reviews', to: paths.adminReviews() },
  { key: 'delays', to: paths.adminDelays() },
  { key: 'legal', to: paths.adminLegal() },
  { key: 'acts', to: paths.adminActs() },
] as const;

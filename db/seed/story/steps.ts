import type { z } from 'zod';
import type { handoverInput } from '#app/domain/ledger/handover-schema.ts';
import type { lotInput } from '#app/domain/lots/schema.ts';
import type { Purpose, Substitution } from '#app/domain/reservations/vocabulary.ts';
import type { siteInput } from '#app/domain/sites/schema.ts';
import type { OrganisationTale, PersonTale } from '../world/tales.ts';

export type LotTyped = z.input<typeof lotInput>;
export type SiteTyped = z.input<typeof siteInput>;
export type HandoverTyped = z.input<typeof handoverInput>;

export interface LotStep {
  do: 'lot';
  holder: string;
  site: string;
  lot: string;
  input: LotTyped;
  /** Scene of its pictures, and which of the scene's variants come first. */
  scene: string;
  turn: number;
  pictures: number;
  draft: boolean;
}

export interface ReserveStep {
  do: 'reserve';
  taker: string;
  lot: string;
  reservation: string;
  quantity: number;
  purpose: Purpose;
  substitution: Substitution;
  note?: string;
}

/** Several lots of one site, asked for together. */
export interface VisitStep {
  do: 'visit';
  taker: string;
  site: string;
  visit: string;
  lots: { lot: string; quantity: number }[];
  purpose: Purpose;
}

/** What happens, told before it does. Names are the story's own; ids are drawn from them. */
export type Deed =
  | { do: 'organisation'; who: OrganisationTale }
  | { do: 'person'; who: PersonTale }
  | { do: 'site'; holder: string; site: string; input: SiteTyped }
  | LotStep
  | ReserveStep
  | { do: 'accept' | 'refuse'; holder: string; reservation: string; reason?: string }
  | { do: 'cancel'; by: string; reservation: string; reason?: string }
  | { do: 'confirm'; by: string; reservation: string; turn: 1 | 2; input: HandoverTyped }
  | { do: 'withdraw'; holder: string; lot: string; fate: 'recycled' | 'landfilled' | 'kept' }
  | { do: 'hours'; holder: string; site: string; on: string; until: string }
  | VisitStep
  | { do: 'book'; taker: string; site: string; visit: string }
  | { do: 'wait'; taker: string; lot: string; quantity: number; purpose: Purpose }
  | { do: 'doubt'; by: string; lot: string; reservation: string }
  | { do: 'sweep' };

export type Step = Deed & { at: number };

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

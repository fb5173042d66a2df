import type { Purpose } from '#app/domain/reservations/vocabulary.ts';
import type { Chance } from '../chance.ts';
import { NEIGHBOURS, PLACES, type Zone } from '../world/places.ts';
import type { OrganisationTale, PersonTale } from '../world/tales.ts';

interface Taker {
  id: string;
  zone: Zone;
  kind: string;
  weight: number;
}

/** A newcomer may have three requests open: nobody in the story has more. */
const OPEN_AT_ONCE = 3;

/** Who comes for a lot: mostly people around it, never its holder, never somebody with their hands full. */
export class Takers {
  readonly #takers: Taker[];
  readonly #busy = new Map<string, { from: number; to: number }[]>();

  constructor(organisations: readonly OrganisationTale[], people: readonly PersonTale[]) {
    this.#takers = [
      ...organisations.map(({ id, at, kind, takes }) => ({ id, zone: PLACES[at].zone, kind, weight: takes })),
      ...people.map(({ id, at }) => ({ id, zone: PLACES[at].zone, kind: 'private_person', weight: 2.5 })),
    ].filter(({ weight }) => weight > 0);
  }

  draw(chance: Chance, holder: string, zone: Zone, from: number, to: number): Taker | null {
    const free = this.#takers.filter(({ id }) => id !== holder && this.#open(id, from, to) < OPEN_AT_ONCE);
    const near = free.filter((taker) => taker.zone === zone);
    const around = free.filter((taker) => NEIGHBOURS[zone].includes(taker.zone));
    const among = around.length > 0 && (near.length === 0 || chance.happens(0.14)) ? around : near;
    if (among.length === 0) return null;
    const taker = chance.weighted(among.map((one) => [one, one.weight]));
    this.#busy.set(taker.id, [...(this.#busy.get(taker.id) ?? []), { from, to }]);
    return taker;
  }

  #open(id: string, from: number, to: number): number {
    return (this.#busy.get(id) ?? []).filter((span) => span.from <= to && span.to >= from).length;
  }
}

const PURPOSES: Record<string, readonly (readonly [Purpose, number])[]> = {
  private_person: [['own_home', 1]],
  firm: [
    ['client_works', 6],
    ['resale', 1],
  ],
  landlord: [['social_housing', 1]],
  collectivite: [['public_building', 1]],
  association: [
    ['association_project', 3],
    ['resale', 3],
  ],
};

export const purposeOf = (chance: Chance, kind: string): Purpose =>
  chance.weighted(PURPOSES[kind] ?? [['other', 1]]);

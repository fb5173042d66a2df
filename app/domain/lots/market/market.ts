import type { MapFeature } from '#app/domain/lots/tiles/encode.ts';
import type { Tile } from '#app/domain/territories/projection.ts';
import type { Facets, PageAsked, PageFound, Reader, ResolvedFilters } from '../market-index.ts';
import { type Asked, ask } from './asked.ts';
import { countedAhead } from './cells.ts';
import type { Dictionary, MarketLot } from './columns.ts';
import { facetsOf } from './facets.ts';
import { LiveSegment } from './live-segment.ts';
import { pageOf } from './page.ts';
import { questionKey } from './question-key.ts';
import { prepare, scan } from './scan.ts';
import { type SegmentData, SegmentDraft } from './segment.ts';
import { FewLexemes, type Lexemes } from './text.ts';
import { tileFeatures } from './tile.ts';
import { Versions } from './versions.ts';

/** A lot as the feed brings it, with the words of its text. */
export interface FedLot {
  lot: MarketLot;
  lexemes: readonly string[];
}

/** Changed lots gathered in one small segment before the next is begun, and how many such make it time to load again. */
const TAIL = 1_000;
const MOST_SEGMENTS = 16;
/** A clock that went back further than this is a moved clock. */
const JITTER_MS = 2_000;

const MOST_FACETS = 500;

/** What the map shows to everybody: nobody in particular. */
export const ANYBODY: Reader = { organisationId: null, isPrivate: true };

/** The lots on offer at an instant, brought up to date by what changed since they were loaded. */
export class Market {
  readonly #dictionary: Dictionary;
  readonly #now: () => number;
  readonly #base: LiveSegment;
  readonly #versions = new Versions();
  #frozen: LiveSegment[] = [];
  readonly #tailLots = new Map<number, FedLot>();
  #tail: LiveSegment | null = null;
  #segments: LiveSegment[];
  #builtAt: number;
  #asOf: number;
  #next = 0;
  /** Counts beside each filter, as long as nothing changes. */
  readonly #facets = new Map<string, Facets>();
  #facetsOf = -1;

  constructor(base: SegmentData, dictionary: Dictionary, now: () => number) {
    this.#dictionary = dictionary;
    this.#now = now;
    this.#base = new LiveSegment(base, dictionary, null);
    this.#segments = [this.#base];
    this.#builtAt = base.builtAt;
    this.#asOf = base.builtAt;
  }

  set text(lexemes: Lexemes) {
    this.#base.text = lexemes;
  }

  get hasText(): boolean {
    return this.#base.text !== null;
  }

  /** Too much has changed, or the clock went back beyond what is remembered: everything should be loaded again. */
  get isWorn(): boolean {
    return this.#frozen.length >= MOST_SEGMENTS || this.isBeforeItsTime;
  }

  get isBeforeItsTime(): boolean {
    return this.#now() < this.#builtAt - JITTER_MS;
  }

  /** The lots of these ids are now those given; an id without lot is no longer on offer. */
  apply(lotIds: readonly number[], lots: readonly FedLot[]): void {
    if (lotIds.length === 0) return;
    this.advance();
    for (const id of lotIds) {
      for (const segment of this.#segments) {
        const code = segment.kill(id);
        if (code !== null) this.#versions.bump(code);
      }
      this.#tailLots.delete(id);
    }
    for (const fed of lots) {
      this.#tailLots.set(fed.lot.lotId, fed);
      this.#versions.bump(fed.lot.code);
    }
    this.#makeTail();
  }

  #makeTail(): void {
    const now = this.#now();
    const fed = [...this.#tailLots.values()];
    const draft = new SegmentDraft(fed.length, this.#dictionary, now);
    for (const { lot } of fed) draft.add(lot);
    this.#tail = new LiveSegment(draft.finish(), this.#dictionary, null);
    const rowOf = (id: number) => this.#tail?.rowOf(id) ?? -1;
    this.#tail.text = new FewLexemes(fed.map(({ lot, lexemes }) => ({ row: rowOf(lot.lotId), lexemes })));
    this.#builtAt = Math.max(this.#builtAt, now);
    if (fed.length >= TAIL) {
      this.#frozen.push(this.#tail);
      this.#tail = null;
      this.#tailLots.clear();
    }
    this.#segments = [this.#base, ...this.#frozen, ...(this.#tail ? [this.#tail] : [])];
    this.#next = 0;
    this.advance();
  }

  /** Openings, closings and last days up to now. */
  advance(): void {
    const now = this.#now();
    if (now >= this.#asOf && now < this.#next) return;
    this.#next = Number.POSITIVE_INFINITY;
    for (const segment of this.#segments) {
      segment.advance(now, (code) => this.#versions.bump(code));
      this.#next = Math.min(this.#next, segment.nextInstant);
    }
    this.#asOf = now;
  }

  version(area: Tile | 'everywhere'): number {
    this.advance();
    return this.#versions.of(area);
  }

  #ask(filters: ResolvedFilters, reader: Reader): Asked {
    this.advance();
    return ask(filters, reader, this.#dictionary);
  }

  tile(tile: Tile, filters: ResolvedFilters): MapFeature[] {
    return tileFeatures(this.#segments, this.#dictionary, this.#ask(filters, ANYBODY), tile);
  }

  page(filters: ResolvedFilters, page: PageAsked, reader: Reader): PageFound {
    return pageOf(this.#segments, filters, this.#ask(filters, reader), page);
  }

  count(filters: ResolvedFilters, reader: Reader): number {
    const asked = this.#ask(filters, reader);
    if (asked.wholeFamilies !== null) return countedAhead(this.#segments, asked.wholeFamilies);
    let count = 0;
    for (const segment of this.#segments)
      scan(prepare(segment, asked), asked.ranges, (_rows, n) => {
        count += n;
      });
    return count;
  }

  facets(filters: ResolvedFilters, reader: Reader): Facets {
    const version = this.version('everywhere');
    if (version !== this.#facetsOf) this.#facets.clear();
    this.#facetsOf = version;
    const key = questionKey(filters, reader);
    const known = this.#facets.get(key);
    if (known) return known;
    const facets = facetsOf(this.#segments, filters, reader, this.#dictionary);
    if (this.#facets.size >= MOST_FACETS) this.#facets.clear();
    this.#facets.set(key, facets);
    return facets;
  }
}

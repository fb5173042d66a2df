import { beforeEach, describe, expect, it, vi } from 'vitest';

/** As little of the browser's caches as the worker asks for: names keep the order in which they were opened. */
class Shelves {
  kept = new Map<string, Map<string, Response>>();
  async open(name: string) {
    const shelf = this.kept.get(name) ?? new Map<string, Response>();
    this.kept.set(name, shelf);
    return {
      add: async (file: string) => void shelf.set(file, await fetch(file)),
      put: async (file: string, answer: Response) => void shelf.set(file, answer),
    };
  }
  keys = async () => [...this.kept.keys()];
  delete = async (name: string) => this.kept.delete(name);
  async match(asked: Request | string, { cacheName }: { cacheName?: string } = {}) {
    const address = typeof asked === 'string' ? asked : new URL(asked.url).pathname;
    const shelves = cacheName ? [this.kept.get(cacheName)] : [...this.kept.values()];
    return shelves.map((shelf) => shelf?.get(address)).find(Boolean);
  }
}

let shelves: Shelves;
const asked: RequestInit[] = [];

/** The worker of one build. */
async function workerOf(version: string, files: string[]) {
  vi.resetModules();
  vi.stubGlobal('__FIELD_VERSION__', version);
  vi.stubGlobal('__FIELD_FILES__', files);
  return import('./worker-cache.ts');
}

beforeEach(() => {
  shelves = new Shelves();
  asked.length = 0;
  vi.stubGlobal('caches', shelves);
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    asked.push(init);
    return new Response(`${address} ${new Headers(init.headers).get('accept-language') ?? ''}`);
  });
});

const request = (path: string) => new Request(`http://localhost${path}`);
const text = async (answer: Promise<Response>) => (await answer).text();

describe('what the worker keeps', () => {
  it('is the page of a visitor in both languages, asked without any cookie', async () => {
    const { precache, pageFor } = await workerOf('one', ['/assets/a.js']);
    await precache();
    const pages = asked.filter(({ headers }) => headers !== undefined);
    expect(pages.map(({ credentials }) => credentials)).toEqual(['omit', 'omit']);
    expect(await text(pageFor.field(request('/field')))).toBe('/field fr');
    await (await shelves.open('gisement-language')).put('/language-of-the-field-page', new Response('en'));
    expect(await text(pageFor.field(request('/field')))).toBe('/field en');
  });

  it('a tab of the version before still finds its files; those of older versions go', async () => {
    for (const [version, file] of [
      ['one', '/assets/one.js'],
      ['two', '/assets/two.js'],
      ['three', '/assets/three.js'],
    ] as const) {
      const { precache, sweep } = await workerOf(version, [file]);
      await precache();
      await sweep();
    }
    expect(await shelves.keys()).toEqual(['gisement-field-two', 'gisement-field-three']);
    const { pageFor } = await workerOf('three', []);
    const before = asked.length;
    expect(await text(pageFor.asset(request('/assets/two.js')))).toContain('two');
    expect(asked.length).toBe(before);
  });

  it('one file missing, and the worker is not taken', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('no signal');
    });
    const { precache } = await workerOf('one', ['/assets/a.js']);
    await expect(precache()).rejects.toThrow('no signal');
  });
});

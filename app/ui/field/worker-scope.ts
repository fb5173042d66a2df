/** What a service worker sees, as far as ours looks: TypeScript's own library for workers contradicts that of pages. */
interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Events {
  install: Extendable;
  activate: Extendable;
  message: Extendable & { data: unknown };
  fetch: Extendable & { request: Request; respondWith(answer: Promise<Response>): void };
  sync: Extendable & { tag: string };
}

export interface WorkerScope {
  location: Location;
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener<Name extends keyof Events>(name: Name, listen: (event: Events[Name]) => void): void;
}

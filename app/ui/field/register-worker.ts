import type { FieldClient } from './client.ts';

const ADDRESS = '/sw.js';

/**
 * Registers the worker that makes this page open without signal. A newer one waits until a person asks for it: what is
 * being typed in another tab is never taken away. In development there is none.
 */
export function followWorker(client: FieldClient): () => void {
  const { serviceWorker } = navigator;
  if (!serviceWorker || !import.meta.env.PROD) return () => {};
  const changed = () => {
    // the first worker takes a page over without changing it
    if (asked) window.location.reload();
  };
  serviceWorker.addEventListener('controllerchange', changed);
  void serviceWorker
    .register(ADDRESS, { scope: '/' })
    .then((registration) => {
      const look = () => {
        if (registration.waiting && serviceWorker.controller) client.set({ update: true });
      };
      look();
      registration.addEventListener('updatefound', () => {
        registration.installing?.addEventListener('statechange', look);
      });
    })
    // without it the page works as long as it stays open
    .catch(() => {});
  void serviceWorker.ready.then(() => client.set({ kept: true }));
  return () => serviceWorker.removeEventListener('controllerchange', changed);
}

let asked = false;

/** Lets the waiting version take over; this page is then loaded again. */
export async function takeUpdate(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (!registration?.waiting) return window.location.reload();
  asked = true;
  registration.waiting.postMessage('take-over');
}

/** Asks the browser to wake the worker once signal is back, where it can. */
export async function askForSync(): Promise<void> {
  const registration = (await navigator.serviceWorker?.getRegistration()) as
    | (ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } })
    | undefined;
  await registration?.sync?.register('gisement-field').catch(() => {});
}

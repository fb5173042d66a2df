import { tellOtherTabs } from './other-tabs.ts';
import { postQuietly } from './post.ts';
import { sendRound } from './sender.ts';
import { forgetSnapshots, openStore } from './store.ts';
import { pageFor, precache, sweep } from './worker-cache.ts';
import type { WorkerScope } from './worker-scope.ts';

/**
 * The service worker. It keeps the field page, made for nobody, with what it needs, and nothing else: no page, no picture
 * and no answer of anybody's is ever in its cache. Everything but the field page goes to the network untouched.
 */
declare const self: WorkerScope;

const FIELD = '/field';
/** Who acts changes here: what the phone read for the one before goes. */
const ACCOUNT_CHANGES = /^\/(login|logout|switch-organisation|crew(\/open\/[^/]+)?)(\.data)?$/;
const SYNC_TAG = 'gisement-field';

self.addEventListener('install', (event) => event.waitUntil(precache()));

self.addEventListener('activate', (event) => event.waitUntil(sweep().then(() => self.clients.claim())));

self.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(self.skipWaiting());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === 'POST' && ACCOUNT_CHANGES.test(url.pathname)) {
    event.waitUntil(openStore().then(forgetSnapshots).then(tellOtherTabs));
    return;
  }
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') {
    if (url.pathname === FIELD) event.respondWith(pageFor.field(request));
    else event.respondWith(pageFor.elsewhere(request));
  } else if (url.pathname.startsWith('/assets/')) {
    event.respondWith(pageFor.asset(request));
  }
});

/** Where the browser knows how: what waits leaves even when the page is closed. */
self.addEventListener('sync', (event) => {
  if (event.tag === SYNC_TAG) event.waitUntil(sendInBackground());
});

async function sendInBackground(): Promise<void> {
  await navigator.locks.request('gisement-field-send', { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    const store = await openStore();
    const outcome = await sendRound({
      store,
      post: postQuietly,
      now: () => new Date().toISOString(),
      onStep: tellOtherTabs,
    });
    store.close();
    // the browser wakes the worker again later when this fails
    if (outcome.state === 'later') throw new Error('no signal yet');
  });
}

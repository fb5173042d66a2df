import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import { FieldClient, type FieldState } from './client.ts';
import { onOtherTabs } from './other-tabs.ts';
import { followWorker } from './register-worker.ts';
import { nameFirstScreen } from './screen.ts';

export const ClientContext = createContext<FieldClient | null>(null);

let only: FieldClient | null = null;

/** One client for the page, made in the browser. */
export function theClient(): FieldClient {
  only ??= new FieldClient();
  return only;
}

export function useField(): { client: FieldClient; state: FieldState } {
  const client = useContext(ClientContext);
  if (!client) throw new Error('outside the field page');
  return { client, state: useSyncExternalStore(client.subscribe, client.state, client.state) };
}

/** Starts the page: what is kept is shown at once, then the server is asked, and again each time signal may be back. */
export function useStart(client: FieldClient): void {
  useEffect(() => {
    nameFirstScreen();
    void client.reload().then(() => client.now());
    const online = () => void client.now();
    const offline = () => client.set({ connection: 'off' });
    const seen = () => {
      if (document.visibilityState === 'visible') void client.refresh();
    };
    window.addEventListener('online', online);
    window.addEventListener('offline', offline);
    window.addEventListener('pageshow', seen);
    document.addEventListener('visibilitychange', seen);
    const deaf = onOtherTabs(() => void client.reload());
    const unfollow = followWorker(client);
    return () => {
      window.removeEventListener('online', online);
      window.removeEventListener('offline', offline);
      window.removeEventListener('pageshow', seen);
      document.removeEventListener('visibilitychange', seen);
      deaf();
      unfollow();
    };
  }, [client]);
}

const CHANNEL = 'gisement-field';

let channel: BroadcastChannel | null = null;
const open = () => {
  if (typeof BroadcastChannel === 'undefined') return null;
  channel ??= new BroadcastChannel(CHANNEL);
  return channel;
};

/** The queue changed: other tabs and the worker look at it again. */
export function tellOtherTabs(): void {
  open()?.postMessage('changed');
}

export function onOtherTabs(heard: () => void): () => void {
  const opened = open();
  opened?.addEventListener('message', heard);
  return () => opened?.removeEventListener('message', heard);
}

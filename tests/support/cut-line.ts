import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP line to `url`'s server which a test can cut and mend, as a database that stops and comes back. */
export async function cutLine(url: string) {
  const target = new URL(url);
  const open = new Set<Socket>();
  let cut = false;
  const server = createServer((near) => {
    if (cut) return near.destroy();
    const far = connect(Number(target.port || 5432), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String((server.address() as AddressInfo).port);
  const destroyAll = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: through.href,
    cut: () => {
      cut = true;
      destroyAll();
    },
    mend: () => {
      cut = false;
    },
    close: () => {
      destroyAll();
      server.close();
    },
  };
}

import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isAlive, startMark } from '#app/platform/database/embedded/process.server.ts';

interface Holder {
  pid: number;
  host: string;
  mark: string;
  command: string;
}

/** DATA_DIR already serves another process. */
export class DataFolderInUse extends Error {
  override name = 'DataFolderInUse';
}

/** A holder on another machine (a container sharing the volume) is believed alive while it touches its file. */
const BEAT_MS = 2_000;
const SILENT_MS = 10_000;

/** One process at a time per data folder. Throws DataFolderInUse, naming the holder; returns how to let go. */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'app.lock');
  const mine = writeHolder(path);
  try {
    for (let attempt = 0; !claim(mine, path); attempt++) {
      const text = readText(path);
      const holder = parseHolder(text);
      if (holder && isHeld(holder, path)) refuse(folder, holder);
      if (text !== undefined) takeAway(path, text, folder);
      if (attempt > 20)
        throw new DataFolderInUse(`${folder} cannot be locked: remove ${path} if nothing uses it.`);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  const beat = setInterval(() => touch(path), BEAT_MS);
  beat.unref();
  return () => {
    clearInterval(beat);
    if (parseHolder(readText(path))?.mark === startMark(process.pid)) rmSync(path, { force: true });
  };
}

/** Whether a live process holds the folder. */
export function folderIsHeld(folder: string): boolean {
  const path = join(folder, 'app.lock');
  const holder = parseHolder(readText(path));
  return holder !== undefined && isHeld(holder, path);
}

function writeHolder(path: string): string {
  const holder: Holder = {
    pid: process.pid,
    host: hostname(),
    mark: startMark(process.pid),
    command: process.argv.slice(1, 3).join(' '),
  };
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `${JSON.stringify(holder)}\n`);
  return draft;
}

function claim(mine: string, path: string): boolean {
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isHeld(holder: Holder, path: string): boolean {
  if (holder.host === hostname()) return isAlive(holder.pid) && startMark(holder.pid) === holder.mark;
  const seen = statSync(path, { throwIfNoEntry: false });
  return seen !== undefined && Date.now() - seen.mtimeMs < SILENT_MS;
}

/** Moves a dead holder's file aside. If another process replaced it in between, its file is put back untouched. */
function takeAway(path: string, expected: string, folder: string): void {
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = readText(aside);
  if (moved !== expected) claim(aside, path);
  rmSync(aside, { force: true });
  const holder = parseHolder(moved);
  if (moved !== expected && holder) refuse(folder, holder);
}

function refuse(folder: string, { pid, host, command }: Holder): never {
  const where = host === hostname() ? '' : ` on ${host}`;
  throw new DataFolderInUse(
    `${folder} is in use by process ${pid}${where} (${command}): stop it first, or set DATA_DIR to another folder.`,
  );
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // The folder is being removed; the lock goes with it.
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function parseHolder(text: string | undefined): Holder | undefined {
  try {
    return text ? (JSON.parse(text) as Holder) : undefined;
  } catch {
    return undefined;
  }
}

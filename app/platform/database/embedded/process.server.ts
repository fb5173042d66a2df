import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return process.platform !== 'linux' || isRunning(statFields(pid)?.[0]);
}

/**
 * A dead child nobody has waited for still answers signals; in a container without init it stays for ever. One waited
 * for between the signal and this read has no state any more.
 */
const isRunning = (state: string | undefined): boolean => state !== undefined && !'ZX'.includes(state);

/** What tells this process from a later one with the same number: boot and start time. */
export function startMark(pid: number): string {
  if (process.platform === 'linux') {
    const started = statFields(pid)?.[19];
    return started ? `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${started}` : '';
  }
  return ask('ps', ['-o', 'lstart=', '-p', String(pid)]);
}

export function commandLine(pid: number): string {
  if (process.platform !== 'linux') return ask('ps', ['-o', 'command=', '-p', String(pid)]);
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

/** Fields of /proc/PID/stat after the name, which may itself hold spaces and parentheses. */
function statFields(pid: number): string[] | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function ask(program: string, args: string[]): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

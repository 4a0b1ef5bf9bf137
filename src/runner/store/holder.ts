/** Who holds a lease or writes a file: a process, its machine, and the cluster job that it belongs to. */
import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

export interface Holder {
  readonly host: string;
  readonly pid: number;
  /** Identifies the machine, its boot and the container: process numbers are unique within these. */
  readonly machine: string;
  /** Slurm job, e.g. `1234_5`. */
  readonly job: string | null;
}

export function thisHolder(): Holder {
  return { host: hostname(), pid: process.pid, machine: machine(), job: slurmJob() };
}

/** Whether the holder's process is known to have ended. False for processes of other machines, which cannot be checked. */
export function isGone(holder: Pick<Holder, 'machine' | 'pid'>): boolean {
  if (holder.machine !== machine()) return false;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

let known: string | undefined;

function machine(): string {
  known ??= [hostname(), ...linuxNames()].join(' ');
  return known;
}

function linuxNames(): string[] {
  try {
    return [readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(), readlinkSync('/proc/self/ns/pid')];
  } catch {
    return process.platform === 'linux' ? [randomUUID()] : []; // without /proc, containers cannot be distinguished
  }
}

function slurmJob({ env } = process): string | null {
  const { SLURM_ARRAY_JOB_ID: array, SLURM_ARRAY_TASK_ID: task, SLURM_JOB_ID: job } = env;
  return array && task ? `${array}_${task}` : (job ?? null);
}

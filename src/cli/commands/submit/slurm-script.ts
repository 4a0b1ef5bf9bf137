/** The batch script that Slurm runs for each worker of a sweep. */
import { shellWords } from '../../terminal/print.js';

export interface SlurmJob {
  /** The experiment's. */
  readonly name: string;
  /** The results folder with the plan; absolute. */
  readonly folder: string;
  /** Where the workers run: absolute. */
  readonly directory: string;
  /** What starts helvetica, word by word. */
  readonly program: readonly string[];
  readonly workers: number;
  /** Cores of each. */
  readonly cpus: number;
  readonly backend: string;
  /** Options of `helvetica worker`, word by word. */
  readonly options: readonly string[];
  /** By the name of sbatch's option: partition, time, mem, ...; absent ones are left to the cluster. */
  readonly asks: Readonly<Record<string, string | undefined>>;
  /** Lines of the shell before the worker starts, as they are: `module load nodejs`. */
  readonly setup: readonly string[];
  /** Further options of sbatch, with or without their dashes. */
  readonly extra: readonly string[];
}

/** Seconds before the time limit at which a worker is told; Slurm may be a minute early. */
const NOTICE = 60;

/** Throws a sentence where something cannot be said to sbatch. */
export function slurmScript(job: SlurmJob): string {
  const { name, folder, directory, program, workers, cpus, backend, options, asks, setup, extra } = job;
  const worker = ['worker', folder, '--workers', String(cpus), '--among', String(workers), '--backend', backend];
  return `#!/bin/bash
${directives([
  ['job-name', `helvetica-${name}`],
  ['array', `1-${workers}`],
  ['output', `${pattern(folder)}/slurm/%A_%a.log`],
  ['open-mode', 'append'],
  ['chdir', directory],
  ['nodes', '1'],
  ['ntasks', '1'],
  ['cpus-per-task', String(cpus)],
  ...Object.entries(asks).flatMap(([option, value]) => (value === undefined ? [] : [[option, value] as const])),
  ['requeue', null],
  // To this script alone: it passes the notice on.
  ['signal', `B:USR1@${NOTICE}`],
  ...extra.map(extraOption),
])}

# Workers of one sweep: each takes runs from the results folder until none is left.
worker=
told=
# The time is nearly up: checkpoints are written, and Slurm is asked to start this again.
trap 'told=time; [ -z "$worker" ] || kill -USR1 "$worker"' USR1
# Cancelled or preempted: checkpoints are written.
trap 'told=\${told:-end}; [ -z "$worker" ] || kill -TERM "$worker"' TERM
${setup.map((line) => `${line}\n`).join('')}
code=143
if [ -z "$told" ]; then
  ${shellWords([...program, ...worker, ...options])} &
  worker=$!
  # Told while it was started.
  case "$told" in
    time) kill -USR1 "$worker" ;;
    end) kill -TERM "$worker" ;;
  esac
  # A signal interrupts the waiting, not the worker.
  while :; do
    wait "$worker"
    code=$?
    kill -0 "$worker" 2>/dev/null || break
  done
  worker=
fi
if [ "$told" = time ] && [ "$code" = 143 ]; then
  scontrol requeue "\${SLURM_ARRAY_JOB_ID}_\${SLURM_ARRAY_TASK_ID}"
fi
exit "$code"
`;
}

type Option = readonly [name: string, value: string | null];

function directives(options: readonly Option[]): string {
  return options
    .map(([name, value]) => `#SBATCH --${name}${value === null ? '' : `=${oneLine(name, value)}`}`)
    .join('\n');
}

/** sbatch reads the quotes of its lines as a shell does. */
function oneLine(option: string, value: string): string {
  if (/[\n\r\0]/.test(value)) throw new Error(`--${option}: a value of one line, got ${JSON.stringify(value)}`);
  return shellWords([value]);
}

/** A file name's % as Slurm writes it; after a backslash it would read none of its own. */
function pattern(path: string): string {
  if (path.includes('\\')) throw new Error(`${path}: Slurm cannot write logs to a path with a backslash`);
  return path.replaceAll('%', '%%');
}

function extraOption(text: string): Option {
  const [, name, value] = /^-*([a-z][a-z-]*)(?:=(.*))?$/s.exec(text) ?? [];
  if (name === undefined) throw new Error(`--extra: an option of sbatch as --name or --name=value, got "${text}"`);
  return [name, value ?? null];
}

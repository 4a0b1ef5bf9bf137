/** The batch script of each worker of a sweep, for Slurm. */
import { shellWords } from '../../terminal/print.js';

export interface SlurmJob {
  /** Name of the experiment. */
  readonly name: string;
  /** Absolute path of the results folder with the plan. */
  readonly folder: string;
  /** Absolute path of the workers' working directory. */
  readonly directory: string;
  /** The words that start helvetica: node and the script. */
  readonly program: readonly string[];
  readonly workers: number;
  /** Cores per worker. */
  readonly cpus: number;
  readonly backend: string;
  /** Options of `helvetica worker`. */
  readonly options: readonly string[];
  /** sbatch options by name: partition, time, mem, ...; undefined ones are left to the cluster's defaults. */
  readonly sbatch: Readonly<Record<string, string | undefined>>;
  /** Shell lines to run before the worker starts: `module load nodejs`. */
  readonly setup: readonly string[];
  /** Other sbatch options, with or without their dashes. */
  readonly extra: readonly string[];
}

/** Seconds between the signal to a worker and the time limit; Slurm may send it a minute earlier. */
const SIGNAL_LEAD = 60;

/** Throws where a value cannot be written as an sbatch directive. */
export function slurmScript(job: SlurmJob): string {
  const { name, folder, directory, program, workers, cpus, backend, options, sbatch, setup, extra } = job;
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
  ...Object.entries(sbatch).flatMap(([option, value]) => (value === undefined ? [] : [[option, value] as const])),
  ['requeue', null],
  // B: to this script alone, which passes the signal on.
  ['signal', `B:USR1@${SIGNAL_LEAD}`],
  ...extra.map(extraOption),
])}

# A worker of a sweep: it takes runs from the results folder until none are left.
worker=
notice=
# Near the time limit: the worker writes checkpoints, and this job is requeued.
trap 'notice=time; [ -z "$worker" ] || kill -USR1 "$worker"' USR1
# Cancelled or preempted: the worker writes checkpoints.
trap 'notice=\${notice:-end}; [ -z "$worker" ] || kill -TERM "$worker"' TERM
${setup.map((line) => `${line}\n`).join('')}
code=143
if [ -z "$notice" ]; then
  ${shellWords([...program, ...worker, ...options])} &
  worker=$!
  # A signal may have arrived during the start.
  case "$notice" in
    time) kill -USR1 "$worker" ;;
    end) kill -TERM "$worker" ;;
  esac
  # A signal interrupts wait, not the worker.
  while :; do
    wait "$worker"
    code=$?
    kill -0 "$worker" 2>/dev/null || break
  done
  worker=
fi
if [ "$notice" = time ] && [ "$code" = 143 ]; then
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

/** sbatch parses the quotes of its directives like a shell. */
function oneLine(option: string, value: string): string {
  if (/[\n\r\0]/.test(value)) throw new Error(`--${option}: expected one line, got ${JSON.stringify(value)}`);
  return shellWords([value]);
}

/** A file name pattern of Slurm, in which % is doubled. A backslash would disable its replacements. */
function pattern(path: string): string {
  if (path.includes('\\')) throw new Error(`${path}: Slurm cannot write logs to a path with a backslash`);
  return path.replaceAll('%', '%%');
}

function extraOption(text: string): Option {
  const [, name, value] = /^-*([a-z][a-z-]*)(?:=(.*))?$/s.exec(text) ?? [];
  if (name === undefined)
    throw new Error(`--extra: expected an sbatch option as --name or --name=value, got "${text}"`);
  return [name, value ?? null];
}

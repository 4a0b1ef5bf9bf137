/** The commands: usage, description, and the file, which is loaded only when the command is called. */
import type { CommandFile } from './command.js';

export interface Command {
  readonly usage: string;
  readonly description: string;
  load(): Promise<CommandFile>;
}

export const commands: Readonly<Record<string, Command>> = {
  run: {
    usage: 'run <files..>',
    description: 'train missing runs, measure them, test the claims, write the report',
    load: async () => (await import('./commands/run/run.js')).runCommand as CommandFile,
  },
  plan: {
    usage: 'plan <files..>',
    description: 'show what would run',
    load: async () => (await import('./commands/plan/plan.js')).planCommand,
  },
  validate: {
    usage: 'validate <files..>',
    description: 'check experiment files and each of their profiles',
    load: async () => (await import('./commands/validate/validate.js')).validateCommand,
  },
  init: {
    usage: 'init [kind] [name]',
    description: 'create an experiment file, or a new loss, metric, ... with its tests, from a template',
    load: async () => (await import('./commands/init/init.js')).initCommand,
  },
  check: {
    usage: 'check <files..>',
    description: 'test losses, metrics, ... in files of your own by the laws of their families',
    load: async () => (await import('./commands/check/check.js')).checkCommand,
  },
  list: {
    usage: 'list [family] [name]',
    description: 'list losses, optimizers, targets, metrics, ...; describe one of them',
    load: async () => (await import('./commands/list/list.js')).listCommand,
  },
  submit: {
    usage: 'submit <cluster> <file>',
    description: 'submit a sweep to a cluster (slurm)',
    load: async () => (await import('./commands/submit/submit.js')).submitCommand,
  },
  worker: {
    usage: 'worker <dir>',
    description: 'run a planned sweep together with other workers that share the disk',
    load: async () => (await import('./commands/worker/worker.js')).workerCommand,
  },
  status: {
    usage: 'status <dir>',
    description: 'show finished, running, cut off and failed runs, and their workers',
    load: async () => (await import('./commands/status/status.js')).statusCommand,
  },
  clean: {
    usage: 'clean <dir>',
    description: 'remove results outside the plan, incomplete files and stale leases',
    load: async () => (await import('./commands/clean/clean.js')).cleanCommand,
  },
  report: {
    usage: 'report <dirs..>',
    description: 'rebuild the report and the tables',
    load: async () => (await import('./commands/report/report.js')).reportCommand as CommandFile,
  },
  compare: {
    usage: 'compare <dirs..>',
    description: 'compare settings: divergence rates, means with intervals, paired tests',
    load: async () => (await import('./commands/compare/compare.js')).compareCommand,
  },
  score: {
    usage: 'score <samples>',
    description: 'score samples from any program against a target or real samples',
    load: async () => (await import('./commands/score/score.js')).scoreCommand,
  },
  reproduce: {
    usage: 'reproduce [claims..]',
    description: "run the papers' claims: each is reproduced, contradicted or undecided",
    load: async () => (await import('./commands/reproduce/reproduce.js')).reproduceCommand,
  },
  schema: {
    usage: 'schema',
    description: 'print the JSON Schema of experiment files',
    load: async () => (await import('./commands/schema/schema.js')).schemaCommand,
  },
  doctor: {
    usage: 'doctor',
    description: 'show backends, cores, memory and disk, and how to install what is missing',
    load: async () => (await import('./commands/doctor/doctor.js')).doctorCommand,
  },
};

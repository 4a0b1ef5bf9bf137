/** Every command: how it is called, what it does, and the file that does it, loaded when it is called and not before. */
import type { CommandFile } from './command.js';

export interface Command {
  readonly usage: string;
  readonly description: string;
  load(): Promise<CommandFile>;
}

export const commands: Readonly<Record<string, Command>> = {
  run: {
    usage: 'run <files..>',
    description: 'train what is missing, measure, judge the claims, write the report',
    load: async () => (await import('./commands/run/run.js')).runCommand as CommandFile,
  },
  plan: {
    usage: 'plan <files..>',
    description: 'show what would run',
    load: async () => (await import('./commands/plan/plan.js')).planCommand,
  },
  validate: {
    usage: 'validate <files..>',
    description: 'check experiment files, with each of their profiles',
    load: async () => (await import('./commands/validate/validate.js')).validateCommand,
  },
  init: {
    usage: 'init [name]',
    description: 'start a new experiment from a template',
    load: async () => (await import('./commands/init/init.js')).initCommand,
  },
  list: {
    usage: 'list [family] [name]',
    description: 'losses, optimizers, targets, metrics, ...: what there is, and all about one',
    load: async () => (await import('./commands/list/list.js')).listCommand,
  },
  submit: {
    usage: 'submit <cluster> <file>',
    description: 'prepare a sweep and send workers for it to a cluster (slurm)',
    load: async () => (await import('./commands/submit/submit.js')).submitCommand,
  },
  worker: {
    usage: 'worker <dir>',
    description: 'work at a planned sweep with others, on a shared disk, until nothing is left',
    load: async () => (await import('./commands/worker/worker.js')).workerCommand,
  },
  status: {
    usage: 'status <dir>',
    description: 'show what is done, running, cut off and failed, and who works at it',
    load: async () => (await import('./commands/status/status.js')).statusCommand,
  },
  clean: {
    usage: 'clean <dir>',
    description: 'remove what belongs to no plan, torn files and stale leases',
    load: async () => (await import('./commands/clean/clean.js')).cleanCommand,
  },
  report: {
    usage: 'report <dirs..>',
    description: 'rebuild the report and the tables from results',
    load: async () => (await import('./commands/report/report.js')).reportCommand as CommandFile,
  },
  compare: {
    usage: 'compare <dirs..>',
    description: 'compare settings: failures, means with intervals, paired tests',
    load: async () => (await import('./commands/compare/compare.js')).compareCommand,
  },
  score: {
    usage: 'score <samples>',
    description: 'score samples made elsewhere against a target or against real samples',
    load: async () => (await import('./commands/score/score.js')).scoreCommand,
  },
  reproduce: {
    usage: 'reproduce [claims..]',
    description: "run the papers' claims: reproduced, contradicted or undecided",
    load: async () => (await import('./commands/reproduce/reproduce.js')).reproduceCommand,
  },
  schema: {
    usage: 'schema',
    description: 'print the JSON Schema of experiment files',
    load: async () => (await import('./commands/schema/schema.js')).schemaCommand,
  },
  doctor: {
    usage: 'doctor',
    description: 'show backends, cores, memory and disk, and how to get what is missing',
    load: async () => (await import('./commands/doctor/doctor.js')).doctorCommand,
  },
};

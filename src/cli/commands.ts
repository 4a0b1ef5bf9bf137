/** Every command: how it is called, what it does, and the file that does it, loaded when it is called and not before. */
import type { CommandFile } from './command.js';

export interface Command {
  readonly usage: string;
  readonly says: string;
  load(): Promise<CommandFile>;
}

export const commands: Readonly<Record<string, Command>> = {
  run: {
    usage: 'run <files..>',
    says: 'train what is missing, measure, judge the claims, write the report',
    load: async () => (await import('./commands/run/run.js')).run as CommandFile,
  },
  plan: {
    usage: 'plan <files..>',
    says: 'show what would run',
    load: async () => (await import('./commands/plan/plan.js')).plan,
  },
  validate: {
    usage: 'validate <files..>',
    says: 'check experiment files, with each of their profiles',
    load: async () => (await import('./commands/validate/validate.js')).validate,
  },
  init: {
    usage: 'init [name]',
    says: 'start a new experiment from a template',
    load: async () => (await import('./commands/init/init.js')).init,
  },
  list: {
    usage: 'list [family] [name]',
    says: 'losses, optimizers, targets, metrics, ...: what there is, and all about one',
    load: async () => (await import('./commands/list/list.js')).list,
  },
  submit: {
    usage: 'submit <cluster> <file>',
    says: 'prepare a sweep and send workers for it to a cluster (slurm)',
    load: async () => (await import('./commands/submit/submit.js')).submit,
  },
  worker: {
    usage: 'worker <dir>',
    says: 'work at a planned sweep with others, on a shared disk, until nothing is left',
    load: async () => (await import('./commands/worker/worker.js')).worker,
  },
  status: {
    usage: 'status <dir>',
    says: 'show what is done, running, cut off and failed, and who works at it',
    load: async () => (await import('./commands/status/status.js')).status,
  },
  clean: {
    usage: 'clean <dir>',
    says: 'remove what belongs to no plan, torn files and stale leases',
    load: async () => (await import('./commands/clean/clean.js')).clean,
  },
  report: {
    usage: 'report <dirs..>',
    says: 'rebuild the report and the tables from results',
    load: async () => (await import('./commands/report/report.js')).report as CommandFile,
  },
  compare: {
    usage: 'compare <dirs..>',
    says: 'compare settings: failures, means with intervals, paired tests',
    load: async () => (await import('./commands/compare/compare.js')).compare,
  },
  score: {
    usage: 'score <samples>',
    says: 'score samples made elsewhere against a target or against real samples',
    load: async () => (await import('./commands/score/score.js')).score,
  },
  reproduce: {
    usage: 'reproduce [claims..]',
    says: "run the papers' claims: reproduced, contradicted or undecided",
    load: async () => (await import('./commands/reproduce/reproduce.js')).reproduce,
  },
  schema: {
    usage: 'schema',
    says: 'print the JSON Schema of experiment files',
    load: async () => (await import('./commands/schema/schema.js')).schema,
  },
  doctor: {
    usage: 'doctor',
    says: 'show backends, cores, memory and disk, and how to get what is missing',
    load: async () => (await import('./commands/doctor/doctor.js')).doctor,
  },
};

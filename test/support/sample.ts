/** A seeded random sample of settings: members and options of every family, as they are found, in tiny sizes. */
import { z } from 'zod';
import { families } from '../../src/core/gan/families.js';
import type { Family, Member } from '../../src/core/gan/family.js';
import { fields } from '../../src/core/gan/fields.js';
import { familyOfChoice } from '../../src/core/gan/options.js';
import type { Players } from '../../src/core/gan/players.js';
import type { Choice, Setting } from '../../src/core/gan/setting.js';
import { type Stream, stream } from '../../src/core/math/random/random.js';
import { optionsOf, otherValues } from './members.js';

const known = families as unknown as Record<string, Family<Member>>;
const DIM = 3; // coordinates of data, at most

/** Settings without end. Each family is dealt like a deck of cards, so that every member comes up again and again. */
export function* settings(seed: number): Generator<Setting> {
  const random = stream({ seed, purpose: 'a sample of settings', step: 0 });
  const decks = new Map<string, Member[]>();
  const deal = (family: string): Choice => {
    const left = decks.get(family)?.length ? decks.get(family)! : shuffled([...cards(family)], random);
    const member = left.pop()!;
    decks.set(family, left);
    return choose(member);
  };
  const choose = (member: Member): Choice => {
    const given = Object.entries(member.options).map(([name, option]) => [name, anyValue(member, name, option)]);
    const options = optionsOf(member, Object.fromEntries(given.filter(([, value]) => value !== undefined)));
    return { name: member.name, ...options } as Choice;
  };
  const anyValue = (member: Member, name: string, option: z.ZodType): unknown => {
    const family = familyOfChoice(option);
    const standard = option.safeParse(undefined).data;
    if (family) return standard === undefined && random.uniform() < 0.6 ? undefined : deal(family);
    if (name === 'lr') return [0.05, 0.2][random.integer(2)]; // moves that can be seen beside the rounding of the state
    const { type } = z.toJSONSchema(option, { unrepresentable: 'any' });
    if (type === 'array') return name === 'hidden' ? [3] : undefined;
    if (type === 'object') return undefined;
    if (type === 'integer' && Number(standard) > 2) return 2;
    if (random.uniform() < 0.6) return undefined;
    const others = otherValues(member, name, known);
    // Small ones: few turns leave the range of float32.
    const small = others.filter((value) => typeof value !== 'number' || Math.abs(value) < 2);
    return small.length > 0 ? small[random.integer(small.length)] : undefined;
  };
  const both = (field: string) => {
    const generator = deal(field);
    return { generator, discriminator: random.uniform() < 0.5 ? generator : deal(field) };
  };
  for (;;) {
    const game = random.uniform() < 0.72 ? choose(known.games!.get('neural')!) : deal('games');
    const { fields } = known.games!.get(game.name) as unknown as { fields: readonly string[] };
    const has = <T>(field: string, make: () => T) => (fields.includes(field) ? { [field]: make() } : {});
    yield {
      game,
      ...has('target', () => (game.name === 'neural' ? deal('targets') : choose(known.targets!.get('gaussian')!))),
      ...has('latent', () => deal('latents')),
      ...has('generator', () => deal('networks')),
      ...has('discriminator', () => deal('networks')),
      ...has('loss', () => both('losses')),
      ...has('regularizer', () => both('regularizers')),
      optimizer: both('optimizers'),
      scheme: deal('schemes'),
      ...(random.uniform() < 0.3 && { averaging: deal('averagings') }),
      steps: 3,
      ...has('batch', () => 4),
      dtype: 'float64',
    } as Setting;
  }
}

/** Every member that a setting chooses, as `family name`. */
export function membersIn(setting: Setting): string[] {
  const inChoice = (family: string, choice: Choice): string[] => {
    const { options } = known[family]!.get(choice.name)!;
    const nested = Object.entries(options).flatMap(([name, option]) => {
      const of = familyOfChoice(option);
      return of !== undefined && choice[name] ? inChoice(of, choice[name] as unknown as Choice) : [];
    });
    return [`${family} ${choice.name}`, ...nested];
  };
  return Object.entries(setting).flatMap(([name, value]) => {
    const field = fields[name as keyof Setting];
    if (field.kind === 'plain') return [];
    const { family, players } = field;
    return (players ? Object.values(value as Players<Choice>) : [value as Choice]).flatMap((choice) =>
      inChoice(family, choice),
    );
  });
}

/** Every member that may be among them. */
export function allMembers(): string[] {
  return Object.keys(known).flatMap((family) => cards(family).map(({ name }) => `${family} ${name}`));
}

/** Targets of few coordinates, with their own options; of other families, everything. */
function cards(family: string): Member[] {
  const members = [...known[family]!.values()];
  if (family !== 'targets') return members;
  return members.filter((member) => {
    const { create } = member as unknown as { create(options: object): { readonly dim: number } };
    return !needsAFile(member) && create(optionsOf(member)).dim <= DIM;
  });
}

const needsAFile = ({ options }: Member) => !z.strictObject(options).safeParse({}).success;

function shuffled<T>(items: T[], random: Stream): T[] {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = random.integer(i + 1);
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}

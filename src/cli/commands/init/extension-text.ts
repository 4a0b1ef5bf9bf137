/** A member's template as an extension: plain JavaScript, one function of what it would have imported. */
import type { MemberName } from './member-template.js';

/** Removes imports and types, and wraps the rest. `id`: the name of the member's constant. */
export function extensionText(member: string, { name, id }: MemberName): string {
  const [head, ...rest] = member.split('\n');
  const imported = [...member.matchAll(/^import \{([^}]*)\} from/gm)].flatMap(([, names]) => names!.split(','));
  const needed = imported.map((name) => name.trim()).filter((name) => name !== '' && !name.startsWith('type '));
  const body = rest
    .join('\n')
    .replace(/^import .*\n/gm, '')
    .replace(/^export const /m, 'const ')
    .replace(/: Tensor3D\b(?=[,) =])/g, '')
    .replace(/ as Tensor3D\b|<Tensor3D>/g, '')
    .trim();
  const indented = body.replace(/^(?=.)/gm, '  ');
  return `${head}
// helvetica check runs the laws of its family; an experiment file names it: extensions: [./${name}.js]
/** @type {import('helvetica').Extension} */
export default ({ ${needed.sort().join(', ')} }) => {
${indented}

  return ${id};
};
`;
}

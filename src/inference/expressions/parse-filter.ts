/** The filter in an expression: an object literal of axes and values. */
import type { ConstantNode, MathNode, ObjectNode, OperatorNode } from 'mathjs';
import { refuse, refuseRenamed, refuseWord } from '../invalid-input.js';
import type { FilterLiteral, FilterValue } from './expression.js';

/** The filter that a node spells, whose keys must name axes; without a node the empty filter. */
export function parseFilter(node: MathNode | undefined, axes: Iterable<string>): FilterLiteral {
  if (!node) return {};
  const known = [...axes];
  const literal = objectLiteral(node as ObjectNode);
  for (const key of Object.keys(literal))
    if (!namesAxis(key, known)) {
      refuseRenamed('key', key);
      refuseWord(
        known.length === 0 ? `nothing varies, so that no filter can name "${key}"` : `unknown axis "${key}"`,
        key,
        known,
      );
    }
  return literal;
}

function objectLiteral(node: ObjectNode): FilterLiteral {
  // A key `__proto__` replaces the prototype instead of becoming a key.
  if (Object.getPrototypeOf(node.properties) !== Object.prototype)
    refuse('"__proto__" is not allowed as a key of a filter');
  return Object.fromEntries(Object.entries(node.properties).map(([key, part]) => [key, filterValue(part)]));
}

function filterValue(node: MathNode): FilterValue {
  if (node.type === 'ObjectNode') return objectLiteral(node as ObjectNode);
  if (node.type === 'OperatorNode' && (node as OperatorNode).fn === 'unaryMinus') {
    const size = filterValue((node as OperatorNode).args[0]!);
    if (typeof size === 'number') return -size;
  }
  const value = literalValue(node);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return refuse(`${node}: a filter's value must be a number, a text, true, false or an object of these`);
}

/** Whether a path is an axis, a part of one, or contains one. */
export function namesAxis(path: string, axes: readonly string[]): boolean {
  return axes.some((axis) => axis === path || path.startsWith(`${axis}.`) || axis.startsWith(`${path}.`));
}

/** The value of a literal; undefined for all else. */
export function literalValue(node: MathNode | undefined): unknown {
  return node?.type === 'ConstantNode' ? (node as ConstantNode).value : undefined;
}

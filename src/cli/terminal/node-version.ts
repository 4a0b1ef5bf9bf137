/** The supported versions of Node, which README and CONTRIBUTING name too. */

const OLDEST_SUPPORTED = 22; // major version; Node 20 ended in April 2026

/** One line for users of a Node version without support, or null. */
export function nodeNotice(version: string): string | null {
  const [major] = version.replace('v', '').split('.');
  return Number(major) < OLDEST_SUPPORTED
    ? `note    Node ${major} has had no support since April 2026: use Node 22, 24 or 26 (this is ${version})`
    : null;
}

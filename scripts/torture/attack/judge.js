// What an output of a command gives away: sentences of the language or of a library where one of Helvetica's should be, and
// characters that a terminal obeys instead of showing them.

/** Messages of V8, Node, zod, TensorFlow.js and ONNX Runtime that a user cannot act upon. */
const INTERNAL = [
  /Cannot (read|set|convert|destructure|access|mix)/,
  /is not (a function|iterable|defined|a constructor)\b/,
  /\b(undefined|NaN)\b/,
  /\[object /,
  /Invalid (typed )?array|Invalid string length|Array buffer allocation/,
  /Maximum call stack/,
  /\b(Type|Range|Syntax|Reference|Zod)Error\b/,
  /^\s+at .+:\d+:\d+/m,
  /\bnode:internal|dist\/[\w/-]+\.js/,
  /Unexpected (token|end of JSON)|in JSON at position/,
  /Expected .+, received/,
  /ONNXRuntimeError|Non-zero status/,
  /(?<![\d.,])1 (runs|settings|seeds|files|samples|claims|cells|experiments|leases|metrics|items|workers|steps)\b/, // a plural of one
  /\b(EACCES|EBUSY|EEXIST|EFBIG|EINVAL|EISDIR|ELOOP|EMFILE|ENAMETOOLONG|ENOENT|ENOSPC|ENOSYS|ENOTDIR|ENOTEMPTY|ENOTSUP|EPERM|EROFS|EXDEV)\b/,
];

/** The first internal sentence of a message; null where there is none. */
export function internalSentence(said) {
  const text = said.replace(/"[^"\n]*"|'NaN'/g, '""'); // what was given may be quoted
  for (const pattern of INTERNAL) {
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) return lineOf(text, found);
  }
  return null;
}

// Control characters but \n and \t, and format characters: what hides or reorders text.
const RAW = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** The first character that should have been escaped, with its line; null where there is none. */
export function rawCharacter(text) {
  const [found] = RAW.exec(text) ?? [];
  return found === undefined ? null : JSON.stringify(lineOf(text, found));
}

function lineOf(text, found) {
  const at = text.indexOf(found);
  const line = text.slice(text.lastIndexOf('\n', at) + 1).split('\n')[0];
  return line.slice(0, 200);
}

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { evaluateExtension } from '../../../../experiment/extensions/evaluate-extension.js';
import { extensionText } from '../extension-text.js';
import { memberTemplates } from '../write-member.js';

const OWN = 'my-member';

// Types are checked by test/init.slow.test.ts.
it.each(Object.entries(memberTemplates))('what the %s template imports exists', async (kind, template) => {
  const as = { name: OWN, id: 'myMember' };
  const folder = kind === 'metric' ? `${template.folder}/diversity` : template.folder;
  const imports = [template.member(as), template.test(as)].flatMap((text) => [
    ...text.matchAll(/^import \{([^}]*)\} from '(\.[^']*)\.js';$/gm),
  ]);
  expect(imports.length).toBeGreaterThan(3);
  for (const [, names, path] of imports) {
    if (path.endsWith(`/${OWN}`)) continue;
    const exported = await import(pathToFileURL(`${resolve(folder, path)}.ts`).href);
    const values = names.split(',').map((name) => name.trim());
    for (const name of values.filter((name) => name !== '' && !name.startsWith('type '))) {
      expect(Object.keys(exported), `${name} of ${path}`).toContain(name);
    }
  }
});

it.each(Object.entries(memberTemplates))(
  'the %s template is also an extension, without types and imports',
  async (_, template) => {
    const code = extensionText(template.member({ name: OWN, id: 'myMember' }), { name: OWN, id: 'myMember' });
    expect(code.split('\n').filter((line) => /^\s*import |Tensor3D|^\s*export const/.test(line))).toEqual([]);
    const [made] = await evaluateExtension({ file: 'own.js', sha256: '', code });
    expect(made!.member.name).toBe(OWN);
  },
);

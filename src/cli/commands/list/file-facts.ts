/** The question and the claims of an experiment file, read without validating the rest. */

export interface FileFacts {
  readonly question: string;
  readonly claims: readonly WrittenClaim[];
}

interface WrittenClaim {
  readonly id?: string;
  readonly says?: string;
  readonly source?: string;
}

export async function readFacts(file: string): Promise<FileFacts> {
  const [{ readExtended }, { toJson }] = await Promise.all([
    import('../../../experiment/read/extends.js'),
    import('../../../experiment/read/located.js'),
  ]);
  const { data } = await readExtended(file);
  const { question, claims } = (data ? toJson(data) : {}) as { question?: string; claims?: WrittenClaim[] };
  return { question: question ?? 'invalid: helvetica validate shows why', claims: claims ?? [] };
}

export function claimRow({ id, says, source }: WrittenClaim): readonly string[] {
  return [String(id), says ?? '', source ?? ''];
}

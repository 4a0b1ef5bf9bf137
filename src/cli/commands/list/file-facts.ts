/** What an experiment file says of itself, read without checking the rest of it. */

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
  return { question: question ?? 'helvetica validate says what is wrong with this file', claims: claims ?? [] };
}

export function claimRow({ id, says, source }: WrittenClaim): readonly string[] {
  return [String(id), says ?? '', source ?? ''];
}

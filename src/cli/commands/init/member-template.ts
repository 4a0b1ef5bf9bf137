/** What `helvetica init KIND NAME` writes: a member of a family and its tests, both valid as they are. */

/** `my-loss` in files, `myLoss` in code. */
export interface MemberName {
  readonly name: string;
  readonly id: string;
}

export interface MemberTemplate {
  /** The folder of its family, inside a checkout. A metric is in one of its subfolders. */
  readonly folder: string;
  /** The file of laws that every member of the family keeps, inside a checkout. */
  readonly laws: string;
  /** What to do beside filling in the file, a sentence each. */
  readonly further: readonly string[];
  member(as: MemberName): string;
  test(as: MemberName): string;
}

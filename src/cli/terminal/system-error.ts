/** Errors of the operating system as one sentence, for those that no layer below has explained. */

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a file is where a folder should be',
  EISDIR: 'a folder is where a file should be',
  EEXIST: 'there is such a file or folder already',
  EACCES: 'this user has no permission for it',
  EPERM: 'this user has no permission for it',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is exceeded',
  EFBIG: 'the file would be larger than the disk or a limit of this user allows',
  EIO: 'the disk reports an error',
  ELOOP: 'it is a symbolic link that leads back to itself, or one that is not followed',
  ENAMETOOLONG: 'the path is too long',
  EBUSY: 'another program uses it',
  ETXTBSY: 'another program uses it',
  EMFILE: 'this process has too many open files (see ulimit -n)',
  ENFILE: 'this machine has too many open files',
  ENOMEM: 'there is not enough memory',
  EAGAIN: 'this machine has too many processes',
  ESTALE: 'the network disk no longer knows it',
  ETIMEDOUT: 'the disk does not answer',
  ENODEV: 'the disk is no longer available',
  ENXIO: 'it is not a file that can be read',
};

/** The sentence, which begins with the path; null where the error is not one of the operating system. */
export function systemErrorText(error: unknown, path: string | undefined): string | null {
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return null;
  const reason = REASONS[code] ?? `the file system refuses an operation (${syscall})`;
  return path === undefined ? `the operating system refuses ${syscall}: ${reason}` : `${path}: ${reason}`;
}

import { refuse } from '../diagnostic.ts';

/** Says why a folder cannot be written to, and what to do about it. */
export function unwritable(
  folder: string,
  error: unknown,
  { remedy = 'name another folder with --out', state = 'what was in it is unchanged' } = {},
): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Readonly<Record<string, string>> = {
    ENOSPC: 'the disk is full',
    EDQUOT: 'your share of the disk is used up',
    EFBIG: 'a file would be larger than is allowed here',
    EROFS: 'it is read-only',
    EACCES: 'you may not write there',
    EPERM: 'you may not write there',
    ENOTDIR: 'a file stands where a folder should be',
    EEXIST: 'a file stands where a folder should be',
    EISDIR: 'a folder stands where a file should be',
  };
  const reason = reasons[code ?? ''] ?? message;
  return refuse(
    'machine',
    'output/write',
    `nothing can be written to ${folder}: ${reason}`,
    `make room there or ${remedy}; ${state}`,
  );
}

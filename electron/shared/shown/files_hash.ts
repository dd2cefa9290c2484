import type { FilesHash } from '../ipc/answer_data'

/** What tells a model's files apart, said for what it is: a sha256 of all bytes, or of samples of large files. */

/** Enough of a hash to tell models apart, and to be read. */
const SHORT = 16

/** Whether anything is known that tells the files apart. */
export const isHashed = ({ sha256, sampledSha256 }: FilesHash): boolean => Boolean(sha256 || sampledSha256)

/** "sha256 ab12…", "sampled-sha256 ab12…", or that it isn't known. All bytes say more than samples. */
export function hashWords({ sha256, sampledSha256 }: FilesHash, digits?: number): string {
  if (sha256) return `sha256 ${sha256.slice(0, digits)}`
  return sampledSha256 ? `sampled-sha256 ${sampledSha256.slice(0, digits)}` : 'sha256 not known yet'
}

export const shortHash = (hash: FilesHash): string => hashWords(hash, SHORT)

/** As files name it for other programs: null where nobody has read all bytes. */
export const writtenHash = ({ sha256, sampledSha256 }: FilesHash) => ({
  sha256: sha256 || null,
  ...(sampledSha256 && { sampledSha256 }),
})

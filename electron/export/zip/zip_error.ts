/** The archive isn't whole, or not as we write them. */
export class ZipError extends Error {
  override name = 'ZipError'
}

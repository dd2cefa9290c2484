/**
 * Why a saved analysis can't be opened. foreign: it is something else. newer: of a later version. hostile: no program of
 * ours writes such a file. damaged: all the rest.
 */
export class Damage extends Error {
  override name = 'Damage'

  constructor(
    readonly kind: 'foreign' | 'newer' | 'hostile' | 'damaged',
    message: string,
  ) {
    super(message)
  }
}

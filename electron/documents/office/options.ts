import type { ReadAs } from '../../shared/document/types'

/** How an Office file is read. */
export type OfficeOptions = Pick<ReadAs, 'hidden' | 'accepted' | 'encoding'>

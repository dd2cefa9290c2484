import { writeCollection } from '../documents/stored_collection'
import { compareStored } from '../documents/stored_comparison'
import type { EngineCalls, Handlers } from '../shared/ipc/calls'

/** What is done with documents of the library, also while an answer is being written. */
export const documentHandlers: Pick<Handlers<EngineCalls>, 'document.collect' | 'document.compare'> = {
  'document.collect': ({ from, into }) => writeCollection(from, into),
  'document.compare': ({ before, after }) => compareStored(before, after),
}

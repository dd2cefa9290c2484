import type { Library } from '../library/store'
import type { AppSettings } from './app_settings'

/** Where a document lies and with what it is read, as the engine is told (`reading` in shared/ipc/contract.ts). */
export const readingPlace = ({ library, settings }: { library: Library; settings: AppSettings }, document: string) => ({
  folder: library.files.folder(document),
  cacheFolder: library.files.cache(document),
  cacheBytes: settings.get().cacheBytes,
  model: settings.model(),
})

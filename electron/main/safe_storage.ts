import { safeStorage } from 'electron'
import type { SystemSecrets } from './key_store'

/** On Linux without a keyring Electron would use a password that stands in its own sources. */
const isSafe = (): boolean =>
  safeStorage.isEncryptionAvailable() &&
  (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text')

export const systemSecrets: SystemSecrets = {
  encrypt: (text) => (isSafe() ? safeStorage.encryptString(text).toString('base64') : undefined),
  decrypt(secret) {
    try {
      return isSafe() ? safeStorage.decryptString(Buffer.from(secret, 'base64')) : undefined
    } catch {
      return undefined
    }
  },
}

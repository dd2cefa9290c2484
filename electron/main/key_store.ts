/** The system's own store for secrets, as far as it has one. */
export interface SystemSecrets {
  /** Undefined where the system keeps no secrets, or only in a way that anybody could read. */
  encrypt(text: string): string | undefined
  /** Undefined where it can't be read any more, as by another user. */
  decrypt(secret: string): string | undefined
}

interface Place {
  read(): string | undefined
  write(secret: string): void
}

/**
 * The key of the server in use. Between two starts it is kept as the system's key store encrypted it; where there is none it
 * is kept in memory, until the app ends.
 */
export class KeyStore {
  private key: string | undefined
  private isRead = false

  constructor(
    private readonly secrets: SystemSecrets | undefined,
    private readonly place: Place,
  ) {}

  get(): string | undefined {
    if (!this.isRead) {
      const secret = this.place.read()
      this.key = secret ? this.secrets?.decrypt(secret) : undefined
      this.isRead = true
    }
    return this.key
  }

  /** False: it lasts until the app ends. */
  set(key: string | undefined): boolean {
    this.key = key
    this.isRead = true
    const secret = key === undefined ? '' : this.secrets?.encrypt(key)
    this.place.write(secret ?? '')
    return secret !== undefined
  }
}

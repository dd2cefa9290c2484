/** A file under its name, what must be read of it, and what must not. */
export type Case = [file: string, content: string | Uint8Array | Promise<Uint8Array>, read: string[], notRead: string[]]

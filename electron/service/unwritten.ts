/** What found no room on the disk: it is kept in memory and tried again, until it is written or can never be. */
export class Unwritten {
  private waiting: (() => Promise<void>)[] = []

  add(write: () => Promise<void>): void {
    this.waiting.push(write)
  }

  async retry(): Promise<void> {
    for (const write of this.waiting.splice(0)) {
      await write().catch((error) => {
        if (isDiskFull(error)) this.waiting.push(write)
      })
    }
  }
}

/** Errors of Node have a code; those of native code say it in words. */
export const isDiskFull = ({ message }: Error): boolean => /ENOSPC|EDQUOT|No space|quota/i.test(message)

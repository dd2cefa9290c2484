/**
 * What pdf.js answers; rejects if its answer got lost. In Node its worker is the same thread: an answer that can't be
 * copied (an outline of thousands of entries inside each other) is a rejection that nobody handles, which would end the
 * process, and who asked would wait for ever.
 */
export async function answered<T>(asked: Promise<T>): Promise<T> {
  const others = process.listeners('unhandledRejection')
  let lost: (reason: unknown) => void = () => {}
  const noAnswer = new Promise<never>((_, reject) => {
    lost = reject
  })
  const notice: NodeJS.UnhandledRejectionListener = (reason, promise) => {
    if (isOfPdfjs(reason)) return lost(reason)
    for (const other of others) other(reason, promise)
    if (others.length === 0) throw reason
  }
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', notice)
  try {
    return await Promise.race([asked, noAnswer])
  } finally {
    process.off('unhandledRejection', notice)
    for (const other of others) process.on('unhandledRejection', other)
  }
}

const isOfPdfjs = (reason: unknown) =>
  reason instanceof Error && /\bpdf(?:\.worker)?\.min\.mjs\b/.test(reason.stack ?? '')

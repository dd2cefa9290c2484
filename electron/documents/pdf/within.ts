/** The result of `work`, or of `late` if it takes more than `milliseconds`. Late results are ignored. */
export async function within<T>(milliseconds: number, work: Promise<T>, late: () => T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  try {
    const first = await Promise.race([work.then((value) => ({ value })), timeout])
    if (first) return first.value
    // It may still fail one day, with nobody waiting.
    work.catch(() => {})
    return late()
  } finally {
    clearTimeout(timer)
  }
}

/** What runs in the page: functions are sent there as text, so they may use nothing from outside themselves. */

/** A click on an element, or a key pressed on it. */
export interface Act {
  selector: string
  nth?: number
  key?: string
}

/** Does something and waits until the lens has its new picture on the screen: milliseconds. */
export async function untilPainted({ selector, nth = 0, key }: Act): Promise<number> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const element = document.querySelectorAll<HTMLElement>(selector)[nth]!
  if (key) element.focus()
  const begun = performance.now()
  if (key) element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  else element.click()
  do await frame()
  while (document.querySelector('.lens [aria-busy="true"], .lens .lens-busy'))
  // the frame in which nothing waits any more has been drawn when the next task after it runs
  await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = resolve
    port2.postMessage(0)
  })
  return performance.now() - begun
}

/** How something is scrolled: `pixels` with each frame. */
export interface Scroll {
  selector: string
  seconds: number
  pixels: number
}

/** Scrolls through something, and says how long each frame took. */
export async function scrollFrames({ selector, seconds, pixels }: Scroll): Promise<number[]> {
  const scroll = document.querySelector<HTMLElement>(selector)!
  const frames: number[] = []
  const end = performance.now() + seconds * 1000
  let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
  while (performance.now() < end) {
    scroll.scrollTop += pixels
    const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
    frames.push(now - last)
    last = now
  }
  return frames
}

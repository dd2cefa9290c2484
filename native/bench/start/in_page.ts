/** What runs in the page: promises of the moment at which something was so, in milliseconds of the clock. */

/** The window's first words that can be acted upon are on the screen; buttons answer by then. */
export const USABLE = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    for (const { element, startTime } of list.getEntries()) {
      if (element?.closest('.app-welcome')) resolve(performance.timeOrigin + startTime)
    }
  }).observe({ type: 'largest-contentful-paint', buffered: true })
})`

/** The model is loaded, for the answer that was begun. */
export const MODEL_LOADED = `new Promise((resolve) => {
  window.sparselens.listen((name, { progress }) => {
    if (name === 'answer.progress' && (progress.stage !== 'load' || progress.done === 1)) resolve(performance.timeOrigin + performance.now())
  })
})`

/** The list of the library is on the screen. */
export const LISTED = `new Promise((resolve) => {
  const look = () => document.querySelector('.library-row')
    ? requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()))
    : requestAnimationFrame(look)
  look()
})`

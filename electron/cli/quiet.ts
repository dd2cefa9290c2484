/**
 * Standard output holds only results, and standard error ends with our own line: what libraries say through the console
 * or as Node warnings is dropped, or shown on standard error with SPARSELENS_DEBUG set.
 */
export function quietLibraries(debug = Boolean(process.env.SPARSELENS_DEBUG)): void {
  const say = debug ? console.error.bind(console) : () => {}
  for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const)
    console[method] = say
  process.removeAllListeners('warning')
  process.on('warning', (warning) => say(warning.message))
}

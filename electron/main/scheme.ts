/** The app's own scheme: the page and the documents come from it, and nothing comes from anywhere else. */
export const SCHEME = 'sparselens'
export const APP_ORIGIN = `${SCHEME}://app`
export const APP_PAGE = `${APP_ORIGIN}/index.html`

/**
 * What the page may load and do. `blob:` workers and fonts and `wasm-unsafe-eval` are pdf.js's (JPEG 2000 images are
 * decoded by WebAssembly); `data:` images are its cursors and masks.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self' blob: data:",
  "worker-src 'self' blob:",
  `connect-src 'self' ${SCHEME}: blob: data:`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ')

const LOCAL = new Set([`${SCHEME}:`, 'devtools:', 'blob:', 'data:'])

/** Whether the app may ask for an address at all. */
export function isLocal(url: string): boolean {
  try {
    return LOCAL.has(new URL(url).protocol)
  } catch {
    return false
  }
}

/** Whether an address is the app's page: only it may ask main for anything. */
export function isAppPage(url: string): boolean {
  try {
    const { protocol, host } = new URL(url)
    return protocol === `${SCHEME}:` && host === 'app'
  } catch {
    return false
  }
}

/**
 * Packages that stay packages: native code, what pdf.js loads by path, and what Tesseract's thread requires. All others
 * are bundled into out/ and needed only to build.
 */
export const packagedModules = [
  'libsql',
  '@libsql',
  '@neon-rs',
  'detect-libc',
  'pdfjs-dist',
  '@node-llama-cpp',
  '@napi-rs',
  'sharp',
  '@img',
  'semver',
  'tesseract.js',
  'tesseract.js-core',
  '@tesseract.js-data',
  'bmp-js',
  'is-url',
  'node-fetch',
  'regenerator-runtime',
  'tr46',
  'wasm-feature-detect',
  'webidl-conversions',
  'whatwg-url',
  'zlibjs',
]

/** The same for bundlers: what is imported of them is left as it is. */
export const leftAlone = packagedModules.map((name) => new RegExp(`^${name}(/|$)`))

/**
 * Packages that stay packages: native code, and what pdf.js loads by path. All others are bundled into out/ and needed
 * only to build.
 */
export const packagedModules = ['libsql', '@libsql', '@neon-rs', 'detect-libc', 'pdfjs-dist', '@node-llama-cpp']

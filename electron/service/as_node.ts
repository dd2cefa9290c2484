/**
 * pdf.js asks Electron's `process.type` whether it runs in Node, and takes a utility process for a page; 'browser' is
 * Electron's word for a process that is plain Node. To be imported before pdf.js.
 */
if ('type' in process) Object.defineProperty(process, 'type', { value: 'browser' })

/** Where dropped files lie; what is no file on this computer, such as a picture out of a web page, has no place. */
export const droppedPaths = (files: File[]): string[] => window.sparselens.pathsOf(files).filter((path) => path !== '')

/** Argument of the engine's program where it is started to read files, beside the one that holds the model. */
export const READER = 'reader'

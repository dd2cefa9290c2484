/** Argument of the engine's program where it is started to read files, beside the one that holds the model. */
export const READER = 'reader'

/** Exit status of an engine that lost a machine which computed for it: llama.cpp can't go on without. */
export const SERVERS_LOST = 5

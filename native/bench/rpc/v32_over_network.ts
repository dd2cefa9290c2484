/** V3.2-Exp over several machines: what the network adds, reckoned from what crosses it. Nothing is measured here. */
export interface OverNetwork {
  machines: number
  gigabits: number
  /** Milliseconds that are added to a token that is read (512 at once), and to one that is written. */
  read: number
  written: number
  /** Minutes in which the other machines' share of the weights is sent, the first time. */
  weightsMinutes: number
}

const MACHINES = [2, 4, 8]
const GIGABITS = [1, 10, 25]
/** Numbers of a token between two layers, in F32. */
const HIDDEN_BYTES = 7168 * 4
const LAYERS = 61
const TOP_K = 2048
/** Tokens that came before. */
const DEPTH = 32_768
/** Of a token's row for the trace, in each layer: a score of each position, and what was chosen. */
const ROW_BYTES = 4 * (DEPTH + TOP_K)
/** Rows of every eighth token are fetched while a text is read (electron/summarize/part_reader.ts). */
const STRIDE = 8
const UBATCH = 512
/**
 * What is sent of a graph: 296 bytes a tensor, each once, and again those that a piece between two stops only reads. The
 * built-in model has 144 in a layer by this rule while it writes (measured: 1.2 MiB a token on one server); one with experts
 * about 190, an assumption.
 */
const TENSOR_BYTES = 296
const TENSORS_A_LAYER = 190
/** There and back once, on a switched network, in seconds: an assumption. */
const ROUND_TRIP = 100e-6
/** How often each layer is stopped at for the trace: where it chooses, and while an answer is written where it attends. */
const STOPS = { read: 1, written: 2 }
/** What is fetched there, each for itself: scores and choice, while an answer is written the mask too. */
const FETCHED = { read: (2 * UBATCH) / STRIDE, written: 3 }
const WEIGHTS_BYTES = 383 * 2 ** 30

/** One of the machines is this one, which computes its share as well; memory of the servers alone holds the rest. */
export const overNetworks = (): OverNetwork[] =>
  MACHINES.flatMap((machines) => GIGABITS.map((gigabits) => overNetwork(machines, gigabits)))

function overNetwork(machines: number, gigabits: number): OverNetwork {
  const bytesPerSecond = (gigabits * 1e9) / 8
  const away = (machines - 1) / machines
  // to each of the others and back here: llama.cpp's servers don't speak with each other
  const crossings = 2 * (machines - 1)
  const layersAway = LAYERS * away
  const hidden = crossings * HIDDEN_BYTES
  const rows = layersAway * ROW_BYTES
  const graph = TENSOR_BYTES * TENSORS_A_LAYER * layersAway
  const waits = (of: 'read' | 'written') => ROUND_TRIP * (machines - 1 + layersAway * (STOPS[of] + FETCHED[of]))
  const ubatch = UBATCH * (hidden + rows / STRIDE) + graph
  return {
    machines,
    gigabits,
    read: ((ubatch / bytesPerSecond + waits('read')) / UBATCH) * 1000,
    written: ((hidden + rows + graph) / bytesPerSecond + waits('written')) * 1000,
    weightsMinutes: (WEIGHTS_BYTES * away) / bytesPerSecond / 60,
  }
}

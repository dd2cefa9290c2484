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
 * What llama.cpp sends of a graph: 296 bytes a tensor, at each stop all tensors of that machine's layers up to it. The
 * built-in model has 76 in a layer by this rule (measured: 19.6 MiB a token on one server, 10.7 and 8.0 on two and three);
 * one with experts about 100, an assumption.
 */
const TENSOR_BYTES = 296
const TENSORS_A_LAYER = 100
/** There and back once, on a switched network, in seconds: an assumption. */
const ROUND_TRIP = 100e-6
/** How often each layer is stopped at for the trace: where it chooses, and while an answer is written where it attends. */
const STOPS = { read: 1, written: 2 }
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
  const graph = (each: number) => {
    const stops = (layersAway * each) / (machines - 1)
    return ((TENSOR_BYTES * TENSORS_A_LAYER * stops * (stops + 1)) / (2 * each)) * (machines - 1)
  }
  const waits = (each: number) => ROUND_TRIP * (machines - 1 + layersAway * each)
  const ubatch = UBATCH * (hidden + rows / STRIDE) + graph(STOPS.read)
  return {
    machines,
    gigabits,
    read: ((ubatch / bytesPerSecond + waits(STOPS.read)) / UBATCH) * 1000,
    written: ((hidden + rows + graph(STOPS.written)) / bytesPerSecond + waits(STOPS.written)) * 1000,
    weightsMinutes: (WEIGHTS_BYTES * away) / bytesPerSecond / 60,
  }
}

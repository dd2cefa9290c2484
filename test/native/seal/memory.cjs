/** Is watched, then fills memory in one way or another, a little at a time: should end long before it is done. Arguments: the addon, the most bytes, the exit status, the way. */
const [addon, most, status, way] = process.argv.slice(2)

const STEP = 4 << 20
const kept = []
const ways = {
  buffers: () => Buffer.alloc(STEP, 1),
  heap: () => Array.from({ length: STEP / 16 }, (_, i) => [i]),
  webAssembly: () => {
    const memory = new WebAssembly.Memory({ initial: STEP >> 16, maximum: STEP >> 16 })
    new Uint8Array(memory.buffer).fill(1)
    return memory
  },
}
if (!require(addon).endBeyond(Number(most), Number(status))) process.exit(99)
// no way back to the event loop, as in a parser that goes on for ever
while (kept.length * STEP < 4 * Number(most)) kept.push(ways[way]())
console.log('it went on')

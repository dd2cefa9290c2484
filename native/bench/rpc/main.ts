import { measureRowsForm } from './rows_form'
import { measureServers } from './servers_cost'
import { overNetworks } from './v32_over_network'

/** What it costs that a model, or its answers, are on other machines: on loopback, and by reckoning. */
export async function benchRpc() {
  const rows = await measureRowsForm()
  console.log(
    `A trace in SGLang's form, ${rows.layers} layers of ${rows.topK}: ${rows.bytesPerToken.toFixed(0)} bytes for each of ${rows.tokens} tokens; read in ${rows.reads.toFixed(1)} s, kept in ${(rows.fileBytes / 1e6).toFixed(1)} MB, which open in ${(rows.opens * 1000).toFixed(1)} ms.`,
  )
  const servers = await measureServers()
  console.log(
    'The built-in model on servers on loopback, one thread each, beside none (times as ratios, side by side):',
  )
  for (const one of servers) {
    console.log(
      `${one.servers} servers: reading ${one.readTokensPerSecond.toFixed(0)} tokens/s (time x ${one.readRatio.toFixed(2)}), writing ${one.writeTokensPerSecond.toFixed(1)} (x ${one.writeRatio.toFixed(2)}); ` +
        `${kib(one.bytesPerTokenRead)} for a token read, ${kib(one.bytesPerTokenWritten)} for one written; opens in ${one.opens.toFixed(1)} s, again in ${one.opensAgain.toFixed(1)} s`,
    )
  }
  const networks = overNetworks()
  console.log('V3.2-Exp (Q4_K_M) over machines, computed: milliseconds that the network adds to a token')
  for (const { machines, gigabits, read, written, weightsMinutes } of networks) {
    console.log(
      `${machines} machines, ${gigabits} Gbit/s: reading ${read.toFixed(2)}, writing ${written.toFixed(2)}; weights in ${weightsMinutes.toFixed(0)} min`,
    )
  }
  return { rows, servers, networks }
}

const kib = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KiB`

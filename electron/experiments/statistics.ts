import { EngineError } from '../engine/errors'
import type { Statistics } from '../shared/ipc/experiment_data'
import type { TraceKey } from '../shared/ipc/lens_data'
import { readMeta } from '../trace/meta'
import { openTrace } from '../trace/open'
import { placesOf } from '../trace/places'
import { SelectionStatistics } from '../trace/statistics'

interface NamedTrace {
  trace: TraceKey
  title: string
  file: string
}

/** Statistics over traces, which must be of models with the same number of layers. */
export async function statisticsOf(
  traces: readonly NamedTrace[],
  onDone: (traces: number) => void,
  signal?: AbortSignal,
): Promise<Statistics> {
  const analyses: Statistics['analyses'] = []
  let counts: SelectionStatistics | undefined
  for (const { trace: key, title, file } of traces) {
    onDone(analyses.length)
    const trace = await openTrace(file)
    try {
      const { layers, tokens, topK, promptLength } = trace.info
      counts ??= new SelectionStatistics(layers)
      if (counts.layers !== layers) {
        throw new EngineError(
          'bad-argument',
          'These analyses are of models with different numbers of layers; choose others.',
        )
      }
      await counts.add(trace, placesOf(trace.info, readMeta(trace.info.meta)), signal)
      analyses.push({ trace: key, title, tokens, topK, promptLength })
    } finally {
      trace.close()
    }
  }
  onDone(analyses.length)
  return { analyses, ...counts!.results() }
}

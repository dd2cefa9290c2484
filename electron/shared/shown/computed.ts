import type { ComputedPart } from '../ipc/answer_data'

/** What computed an answer, as llama.cpp's scheduler placed it, in plain sentences. */

type Way = NonNullable<ComputedPart['way']>

/** Nodes of attention that were computed so. */
type Ways = Record<Way, number>

/** "Indexers: CPU (ggml-dsa). Attention: CPU (ggml-dsa), sparse." '' where nothing is known. */
export function computedWords(parts: readonly ComputedPart[]): string {
  const indexers = devicesOf(parts, 'indexer')
  const attention = devicesOf(parts, 'attention').map((device) => `${device}, ${deviceWays(parts, device)}`)
  return [
    ...(indexers.length > 0 ? [`Indexers: ${indexers.join(' and ')}.`] : []),
    ...(attention.length > 0 ? [`Attention: ${attention.join('; ')}.`] : []),
  ].join(' ')
}

/** Whether attention was computed over what was chosen only, wherever something could be left out; undefined: nothing could. */
export function wasSparse(parts: readonly ComputedPart[]): boolean | undefined {
  const { sparse, masked } = waysOf(parts)
  return sparse + masked === 0 ? undefined : masked === 0
}

const devicesOf = (parts: readonly ComputedPart[], kind: ComputedPart['what']): string[] => [
  ...new Set(parts.filter(({ what }) => what === kind).map(({ device }) => device)),
]

function deviceWays(parts: readonly ComputedPart[], device: string): string {
  const own = parts.filter((part) => part.device === device)
  const [reading, writing] = (['reading', 'writing'] as const).map((when) =>
    wayWords(waysOf(own.filter((part) => part.when === when))),
  )
  if (!reading || !writing || reading === writing) return reading || writing || ''
  return `${reading} while reading, ${writing} while writing`
}

function waysOf(parts: readonly ComputedPart[]): Ways {
  const ways: Ways = { sparse: 0, masked: 0, whole: 0 }
  for (const { way, nodes } of parts) if (way) ways[way] += nodes
  return ways
}

function wayWords({ sparse, masked, whole }: Ways): string {
  const chosen = sparse + masked
  if (chosen === 0) return whole > 0 ? 'whole, as nothing was left out' : ''
  if (masked === 0) return 'sparse'
  if (sparse === 0) return 'dense, with a mask'
  return `sparse in ${Math.round((100 * sparse) / chosen)}% of its steps, dense with a mask in the others`
}

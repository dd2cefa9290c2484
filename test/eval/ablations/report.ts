import { commit } from '../output'
import { table } from '../table'
import { ABLATIONS, type AblationKind, type AblationResult, REMOVED, WAYS, type Way } from './run'

const KINDS: Record<AblationKind, string> = {
  hidden: 'answers about hidden facts',
  stated: 'answers about facts really stated',
  summary: 'sentences of summaries',
}

/** `passes`: how often the model reads the text for it, beside giving the answer. */
const NAMES: Record<Way, { name: string; passes: (sentences: number) => string }> = {
  evidence: { name: '**evidence**', passes: () => '0' },
  lexical: { name: 'lexical overlap', passes: () => '0' },
  countAll: { name: 'raw count', passes: () => '0' },
  leaveOneOut: { name: 'leave-one-out', passes: (sentences) => sentences.toFixed(0) },
  ablations: { name: `learned from ${ABLATIONS} ablations`, passes: () => String(ABLATIONS) },
}

/** The figures as Markdown. */
export function ablationsReport(results: readonly AblationResult[], model: string, seconds: number): string {
  const head = ['what was said', 'sentences ranked by', ...REMOVED.map((n) => `without ${n}`), 'LDS', 'forward passes']
  const rows = (Object.keys(KINDS) as AblationKind[]).flatMap((kind) => {
    const some = results.filter((one) => one.kind === kind)
    return some.length === 0
      ? []
      : WAYS.map((way, i) => [i ? '' : `${KINDS[kind]} (${some.length})`, ...cells(some, way)])
  })
  const texts = new Set(results.map(({ text }) => text)).size
  return [`Commit ${commit()}, ${model}, ${texts} texts, ${Math.round(seconds / 60)} minutes.`, table(head, rows)].join(
    '\n\n',
  )
}

function cells(some: readonly AblationResult[], way: Way): string[] {
  const mean = (of: (one: AblationResult) => number) => some.reduce((sum, one) => sum + of(one), 0) / some.length
  const { name, passes } = NAMES[way]
  const falls = REMOVED.map((_, i) => mean(({ falls }) => falls[way][i]!).toFixed(2))
  const lds = mean((one) => one.lds[way]).toFixed(2)
  return [name, ...falls, lds, passes(mean(({ sentences }) => sentences))]
}

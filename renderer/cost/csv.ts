import type { CostReport } from '../../electron/shared/ipc/cost_data'
import { provenanceOf } from './words'

/** One line for each series and depth; seconds for a token. The first line says where it comes from. */
export function costCsv(report: CostReport): string {
  const head = 'series,kind,tokens_before,read_sparse_s,read_dense_s,write_sparse_s,write_dense_s'
  const rows = report.series.flatMap(({ name, kind, points }) =>
    points.map(({ depth, sparse, dense }) =>
      [quoted(name), kind, depth, sparse.prefill, dense.prefill, sparse.decode, dense.decode].map((v) => v ?? ''),
    ),
  )
  return `# ${provenanceOf(report, report.version)}\n${head}\n${rows.map((row) => row.join(',')).join('\n')}\n`
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

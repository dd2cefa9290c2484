import './work.css'
import { ChevronRight } from 'lucide-react'
import { Collapsible } from 'radix-ui'
import type { AnswerResult } from '../../../electron/shared/ipc/answer_data'
import { factor, large } from '../../../electron/shared/shown/numbers'
import { pairsOfAll } from '../../../electron/shared/shown/pairs'
import { Bar } from '../../design/Bar'
import { WhatItSaves } from '../../design/WhatItSaves'

/** Query-key pairs of the whole answer: exact, and the same on every machine. */
export function WorkMeter({ result }: { result: AnswerResult }) {
  const { attended, dense, indexer } = pairsOfAll(result)
  const most = Math.max(dense, 1)
  const ratio = attended > 0 ? dense / attended : 1
  const rows = [
    { name: 'attended', value: attended, look: 'entered' },
    { name: 'dense attention would need', value: dense, look: 'plain' },
    ...(indexer > 0 ? [{ name: 'indexer’s own, cheap ones', value: indexer, look: 'score' }] : []),
  ]
  return (
    <Collapsible.Root className="lens-work">
      <Collapsible.Trigger className="lens-work-line">
        <ChevronRight size={14} aria-hidden />
        <span>
          Work: <b>{large(attended)}</b> pairs attended
          {ratio >= 1.05 ? `, ${factor(ratio)}× fewer than dense attention` : ', as many as dense attention'}
        </span>
      </Collapsible.Trigger>
      <Collapsible.Content className="lens-work-more">
        <dl className="lens-work-rows">
          {rows.map(({ name, value, look }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <Bar share={value / most} look={look} />
                <span className="lens-number">{large(value)}</span>
              </dd>
            </div>
          ))}
        </dl>
        <p className="lens-legend">
          Unit: query-key pairs, over all layers and all texts generated for this answer. This counts work, exactly and
          independent of the machine; it is not time.
        </p>
        <WhatItSaves />
      </Collapsible.Content>
    </Collapsible.Root>
  )
}

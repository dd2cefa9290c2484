import type { AnswerResult, Pairs } from '../ipc/answer_data'

/** All pairs of all texts that were generated for an answer. */
export const pairsOfAll = ({ generations }: Pick<AnswerResult, 'generations'>): Pairs =>
  generations.reduce(
    (sum, { pairs }) => ({
      attended: sum.attended + pairs.attended,
      dense: sum.dense + pairs.dense,
      indexer: sum.indexer + pairs.indexer,
    }),
    { attended: 0, dense: 0, indexer: 0 },
  )

import type { AnswerEntry, AnswerRequest } from '../../electron/shared/ipc/answer_data'
import { groupsOf } from '../state/answer_groups'

/** A request, and the newest answer that each version has to it. */
export interface AskedOfBoth {
  key: string
  request: AnswerRequest
  before?: AnswerEntry
  after?: AnswerEntry
}

/** What was asked of one or both, the newest first. What follows up on an earlier answer is left out: that is one version's. */
export function askedOfBoth(before: readonly AnswerEntry[], after: readonly AnswerEntry[]): AskedOfBoth[] {
  const asked = new Map<string, AskedOfBoth>()
  for (const [side, answers] of [['before', before] as const, ['after', after] as const]) {
    for (const { key, request, answers: own } of groupsOf(answers)) {
      if (request.kind === 'question' && request.history?.length) continue
      asked.set(key, { ...asked.get(key), key, request, [side]: own.at(-1)! })
    }
  }
  const newest = ({ before, after }: AskedOfBoth) => Math.max(before?.createdAt ?? 0, after?.createdAt ?? 0)
  return [...asked.values()].sort((a, b) => newest(b) - newest(a))
}

import type { Review } from './ipc/answer_data'
import { counted } from './shown/numbers'

/** Reviews with one put in its sentence's place; one that neither ticks nor notes anything is taken out. */
export function withReview(reviews: readonly Review[] = [], review: Review): Review[] {
  const others = reviews.filter(({ sentence }) => sentence !== review.sentence)
  const isSaid = review.verified || review.note.trim() !== ''
  return [...others, ...(isSaid ? [{ ...review, note: review.note.trim() }] : [])].sort(
    (a, b) => a.sentence - b.sentence,
  )
}

/** What was said of a sentence. */
export const reviewOf = (reviews: readonly Review[] | undefined, sentence: number): Review | undefined =>
  reviews?.find((one) => one.sentence === sentence)

/** "2 of 3 sentences verified"; empty where nothing was ticked or noted. */
export function reviewsWords({
  reviews = [],
  sentences,
}: {
  reviews?: readonly Review[]
  sentences: readonly unknown[]
}) {
  if (reviews.length === 0) return ''
  const verified = reviews.filter((one) => one.verified).length
  return `${verified} of ${counted(sentences.length, 'sentence')} verified by a reader`
}

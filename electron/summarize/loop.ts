/**
 * A loop inside one sentence never comes to the sentence's end, where answers are looked at otherwise (answer_text.ts).
 * It is known by its tokens: the last `covered` of them are one group of `period` tokens again and again, whole at least
 * LEAST_TIMES, and LEAST_COVERED or more. Texts may repeat themselves for good reasons, but not that long: rows of a
 * table and lines of a list differ in a number or a name, the line under a table's head is shorter, and of a refrain
 * there are other lines between.
 */
const LEAST_TIMES = 3
const LEAST_COVERED = 40

/** A longer group is a sentence or more, and what is said twice is found by its words. */
const LONGEST_PERIOD = 64

/** How many of these tokens are said before they begin to repeat, once with what repeats; undefined if they don't. */
export function beforeLoop(ids: ArrayLike<number>): number | undefined {
  const { length } = ids
  for (let period = 1; period <= LONGEST_PERIOD && period * LEAST_TIMES <= length; period++) {
    let covered = period
    while (covered < length && ids[length - 1 - covered] === ids[length - 1 - covered + period]) covered++
    if (covered >= Math.max(LEAST_COVERED, LEAST_TIMES * period)) return length - covered + period
  }
  return undefined
}

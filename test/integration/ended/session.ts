import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Library } from '../../../electron/library/store'
import { addNote, answerOf } from '../../unit/electron/library/library_of_test'

/**
 * usage: session.ts FOLDER
 * Uses the library in FOLDER/data as the app does, without end: takes in documents, saves answers as they grow, ends
 * them, changes settings. Says on stdout what is done once it is done: from then on nothing may be lost, whatever ends
 * this process.
 */
export type Said =
  | { document: string; text: string }
  | { answer: string; document: string; text: string; isDone: boolean }
  | { setting: number }

const say = (said: Said) => writeSync(1, `${JSON.stringify(said)}\n`)

async function use(folder: string): Promise<never> {
  const library = await Library.open(join(folder, 'data'), ({ message }) => {
    throw new Error(message)
  })
  for (let round = Date.now(); ; round++) {
    const text = `Note ${round} of ${process.pid}. `.repeat(40)
    const document = await addNote(library, folder, text, `note ${process.pid}.txt`)
    say({ document, text })
    let answer = answerOf(document, { state: 'answering', text: '' })
    for (let word = 0; word < 6; word++) {
      answer = { ...answer, text: `${answer.text} word ${word}` }
      library.answers.save(answer)
      say({ answer: answer.id, document, text: answer.text, isDone: false })
      await pause(1)
    }
    await library.finish({ ...answer, state: 'done' })
    say({ answer: answer.id, document, text: answer.text, isDone: true })
    library.settings.write('round', round)
    say({ setting: round })
  }
}

use(process.argv[2]!).catch((error: Error) => {
  console.error(error.stack)
  process.exit(1)
})

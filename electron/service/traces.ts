import type { EngineCalls, Handlers } from '../shared/ipc/calls'
import { type LensQuestion, type QuestionInput, questionNames } from '../shared/ipc/lens_questions'
import { TraceFiles } from '../trace/files'
import { questionAnswers } from '../trace/questions'

type TraceHandlers = Pick<Handlers<EngineCalls>, `trace.${LensQuestion}` | 'trace.release'>

/** trace.*: the questions of the lens, answered from a trace's file alone. */
export function traceHandlers(files = new TraceFiles()): TraceHandlers {
  const answer =
    <N extends LensQuestion>(name: N) =>
    async ({ file, ...asked }: { file: string } & QuestionInput<N>) =>
      questionAnswers[name](await files.open(file), asked as unknown as QuestionInput<N>)
  const handlers = Object.fromEntries(questionNames.map((name) => [`trace.${name}`, answer(name)]))
  return { ...handlers, 'trace.release': ({ folder }: { folder: string }) => files.release(folder) } as TraceHandlers
}

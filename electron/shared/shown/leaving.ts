import type { AnswerRequest } from '../ipc/answer_data'
import { count } from './numbers'

/** What would leave this machine, told before anything does. */
export interface Leaving {
  /** Host and port. */
  host: string
  isPrivate: boolean
  hasKey: boolean
  /** Characters of the document's text; undefined of every document that will be asked about. */
  characters?: number
  /** Undefined of a conversation that is still to come. */
  requests?: readonly AnswerRequest['kind'][]
}

/** A line each. */
export function leavingLines({ host, isPrivate, hasKey, characters, requests }: Leaving): string[] {
  const asked = requests?.every((kind) => kind === 'summary')
    ? 'the wish for a summary'
    : 'your questions, with earlier ones of the conversation and their answers'
  return [
    `To ${host} goes ${textOf(characters)}, ${asked}, and SparseLens’s own instruction to the model${hasKey ? '; with each request your key' : ''}.`,
    'The file itself, its name, other documents and other answers stay here. Whoever runs the server may keep what it is sent.',
    ...(isPrivate ? [] : [openLine(host)]),
  ]
}

const textOf = (characters: number | undefined): string =>
  characters === undefined
    ? 'the whole text of each document that you ask about'
    : `the document’s whole text (${count(characters)} characters)`

const openLine = (host: string): string =>
  `The connection is not encrypted: whoever stands on the way can read all of it. Use an address with https://, or a tunnel: ssh -N -L 30000:localhost:${portOf(host)} ${host.replace(/:\d+$/, '')}, and then http://localhost:30000.`

const portOf = (host: string): string => /:(\d+)$/.exec(host)?.[1] ?? '80'

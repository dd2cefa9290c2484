import { Template } from '@huggingface/jinja'
import { EngineError } from './errors'

/** What stands before and after our text in a conversation of one question, as the model's own template writes it. */
export interface ChatFrame {
  before: string
  after: string
}

// stands for our text while the template is rendered; private-use characters, which no template contains
const MARK = '\uE000text\uE001'

/** Cuts the rendered template at the place of the user's text. Both halves may contain control tokens. */
export function chatFrame(template: string, beginToken = '', endToken = ''): ChatFrame {
  if (!template) {
    throw new EngineError('no-chat-template', 'The model has no chat template; use another conversion of it.')
  }
  let rendered: string
  try {
    rendered = new Template(template).render({
      messages: [{ role: 'user', content: MARK }],
      add_generation_prompt: true,
      bos_token: beginToken,
      eos_token: endToken,
    })
  } catch (error) {
    throw new EngineError(
      'no-chat-template',
      `The model's chat template can't be used (${(error as Error).message}); use another conversion of the model.`,
      { cause: error },
    )
  }
  const at = rendered.indexOf(MARK)
  if (at < 0)
    throw new EngineError('no-chat-template', "The model's chat template leaves out the question; use another model.")
  return { before: rendered.slice(0, at), after: rendered.slice(at + MARK.length) }
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { chatFrame, modelFrame, opensThinking } from '../../../../electron/engine/chat'
import { rendered } from '../../../../electron/engine/chat_template'
import { DEEPSEEK_TOKENS } from '../../../fixtures/models/real_files'

const folder = mkdtempSync(join(tmpdir(), 'sparselens-chat-'))
afterAll(() => rmSync(folder, { recursive: true }))

const template = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const model = (chatTemplate: string, deepSeekTokens: string[] = []) => ({ name: 'M', chatTemplate, deepSeekTokens })
const MESSAGES = '{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}'

describe('a model without a chat template', () => {
  it.each(['', ' \n'])("is framed as DeepSeek's code does it, if it has the tokens (template %j)", (text) => {
    const { frame, thinking, note } = modelFrame(model(text, DEEPSEEK_TOKENS))
    const before = '<｜begin▁of▁sentence｜><｜User｜>'
    expect(frame).toEqual({ before, after: '<｜Assistant｜></think>' })
    expect(thinking).toEqual({ before, after: '<｜Assistant｜><think>' })
    expect(note).toMatch(/^M has no chat template; DeepSeek-V3.2's own frame is used/)
  })

  it('is refused without these tokens, or some of them, and told what to do', () => {
    for (const tokens of [[], DEEPSEEK_TOKENS.slice(1), DEEPSEEK_TOKENS.slice(0, 3), DEEPSEEK_TOKENS.slice(0, 4)]) {
      expect(() => modelFrame(model('', tokens))).toThrow(/no chat template; name a Jinja file with --template FILE/)
    }
  })

  it('does not think where the vocabulary lacks the mark that begins it', () => {
    const tokens = DEEPSEEK_TOKENS.filter((token) => token !== '<think>')
    expect(modelFrame(model('', tokens))).not.toHaveProperty('thinking')
  })

  it('takes one from a file, which goes before its own', () => {
    const path = template('own.jinja', `[${MESSAGES}]`)
    for (const file of [model(''), model('', DEEPSEEK_TOKENS), model(MESSAGES)]) {
      expect(modelFrame(file, path)).toEqual({ frame: { before: '[<user>', after: ']' } })
    }
  })

  it('tells what is wrong with the file', () => {
    expect(() => modelFrame(model(''), join(folder, 'none'))).toThrow(/template file ".*none" can't be read; name/)
    expect(() => modelFrame(model(''), folder)).toThrow(/can't be read/)
    expect(() => modelFrame(model(''), template('empty', '\n'))).toThrow(/is empty/)
    expect(() => modelFrame(model(''), template('large', 'x'.repeat(2 << 20)))).toThrow(/too long/)
    expect(() => modelFrame(model(''), template('broken', '{% if %}'))).toThrow(/template in .*broken can't be used/)
    expect(() => modelFrame(model(''), template('deaf', 'hello'))).toThrow(/deaf leaves out the question; correct it/)
  })
})

describe('templates as people have them', () => {
  it('are told that there are no tools and documents, as they expect', () => {
    const tools =
      '{% if tools is not none %}[tools {{ tools | length }}]{% endif %}{% if documents %}[documents]{% endif %}'
    expect(chatFrame(tools + MESSAGES)).toEqual({ before: '<user>', after: '' })
  })

  it('may know a message as a list of parts', () => {
    const loop = '{% for m in messages %}<{% for p in m.content %}{{ p.text }}{% endfor %}>{% endfor %}A:'
    const first = "{% for m in messages %}<{{ m['content'][0]['text'] }}>{% endfor %}A:"
    const either =
      '{% for m in messages %}<{{ m.content if m.content is string else m.content[0].text }}>{% endfor %}A:'
    for (const text of [loop, first, either]) expect(chatFrame(text)).toEqual({ before: '<', after: '>A:' })
  })

  it('may count tools and documents that there are none of', () => {
    for (const counting of ['{% for t in tools %}{{ t }}{% endfor %}', '{{ documents | length }}']) {
      expect(chatFrame(`${MESSAGES}${counting}A:`).before).toBe('<user>')
    }
  })

  it('may show functions that there are none of, and the day', () => {
    const { before, after } = chatFrame(
      "{{ 'You may call ' + functions + ' on ' + datetime }}{% for m in messages %}{{ m.content }}{% endfor %}end",
    )
    expect(before).toMatch(/^You may call \[\] on \w+ \w+ \d+ \d+$/)
    expect(after).toBe('end')
  })

  it('may have a budget of thinking, looked up in a table by whole numbers', () => {
    const table = '{%- set steps = {\n  0: 0,\n  512: 128\n} -%}{% set ns = namespace(step=None) %}'
    const looked = `${table}{% for k, v in steps | dictsort %}{% endfor %}{% if not ns.step %}{% set ns.step = steps[512] %}{% endif %}`
    const asked = '{% for m in messages %}{{ m.content }}{% endfor %}A:'
    const none = '{% if thinking_budget == 0 %}<seed:think><seed:cot_budget_reflect>{% endif %}'
    const file = { name: 'm', chatTemplate: looked + asked + none, deepSeekTokens: [] }
    const { frame, thinking } = modelFrame(file)
    expect(frame.after).toBe('A:<seed:think><seed:cot_budget_reflect></seed:cot_budget_reflect></seed:think>')
    expect(thinking?.after).toBe('A:')
  })

  it('that take too long are stopped', () => {
    const counting = (to: number) => `{% for i in range(${to}) %}{{ i }}{% endfor %}${MESSAGES}`
    const origin = { name: 'It', instead: 'take another' }
    expect(() => rendered(counting(50_000), false, '', '', origin, 1)).toThrow(
      /^It can't be used \(it takes longer than 0\.001 s\); take another\.$/,
    )
    expect(rendered(counting(100), false, '', '', origin).before).toMatch(/9899<user>$/)
  })

  it("may write marks by Python's format", () => {
    const hy = `{% set X = ':6' %}{% set open = '<think{}>'.format(X) %}${MESSAGES}{{ open }}{{ "</think{}>".format(X) }}`
    expect(chatFrame(hy)).toEqual({ before: '<user>', after: '<think:6></think:6>' })
  })

  it('leave the first token to the tokenizer, which must not add it twice', () => {
    const begins = (text: string, addsBeginToken: boolean) =>
      modelFrame({ ...model(text), beginToken: '<B>', addsBeginToken }).frame.before
    expect(begins(MESSAGES, true)).toBe('<B><user>')
    expect(begins(MESSAGES, false)).toBe('<user>')
    expect(begins(`{{ bos_token }}${MESSAGES}`, true)).toBe('<B><user>')
  })

  it('of DeepSeek-V3.1 and of Qwen3 keep the answer out of the thinking block', () => {
    const deepSeek = `{% if not thinking is defined %}{% set thinking = false %}{% endif %}
{%- set ns = namespace(last=false) %}{{ bos_token }}
{%- for message in messages %}{% if message['role'] == 'user' %}{% set ns.last = true %}{{ '<U>' + message['content'] }}{% endif %}{% endfor %}
{%- if add_generation_prompt and ns.last %}{{ '<A>' }}{% if not thinking %}{{ '</think>' }}{% else %}{{ '<think>' }}{% endif %}{% endif %}`
    expect(modelFrame({ ...model(deepSeek), beginToken: '<B>' })).toEqual({
      frame: { before: '<B><U>', after: '<A></think>' },
      thinking: { before: '<B><U>', after: '<A><think>' },
    })
    const qwen = `{%- set ns = namespace(last=messages|length - 1) %}{%- for message in messages[::-1] %}
{%- set index = (messages|length - 1) - loop.index0 %}{%- if message.role == "user" and not (message.content.startswith('<tool_response>')) %}{%- set ns.last = index %}{%- endif %}{%- endfor %}
{%- for message in messages %}{{- '<s>' + message.role + '\n' + message.content + '<e>\n' }}{%- endfor %}
{%- if add_generation_prompt %}{{- '<s>assistant\n' }}{%- if enable_thinking is defined and enable_thinking is false %}{{- '<think>\n\n</think>\n\n' }}{%- endif %}{%- endif %}`
    expect(modelFrame(model(qwen))).toEqual({
      frame: { before: '<s>user\n', after: '<e>\n<s>assistant\n<think>\n\n</think>\n\n' },
      thinking: { before: '<s>user\n', after: '<e>\n<s>assistant\n' },
    })
  })

  it('that write the question twice, or not at all, are of no use', () => {
    expect(() => chatFrame(MESSAGES + MESSAGES)).toThrow(/repeats the question; name another one/)
    expect(() => chatFrame('{% for m in messages %}{{ m.text }}{% endfor %}')).toThrow(/leaves out the question/)
  })
})

describe('a template that thinks', () => {
  it.each(['enable_thinking', 'thinking'])('unless it is told not to is told: %s', (variable) => {
    const text = `${MESSAGES}<a>{% if ${variable} is defined and ${variable} is false %}<think>\n\n</think>\n\n{% endif %}`
    // the empty block is a part of the prompt
    expect(chatFrame(text).after).toBe('<a><think>\n\n</think>\n\n')
  })

  it('whatever it is told finds its block closed', () => {
    expect(chatFrame(`${MESSAGES}<a><think>{{ '\n' }}`).after).toBe('<a><think>\n</think>\n\n')
    expect(chatFrame(`${MESSAGES}<a><think>`).after).toBe('<a><think></think>')
  })

  it.each(['enable_thinking', 'thinking'])('is told to by %s, as by the other name', (variable) => {
    const text = `${MESSAGES}<a>{% if ${variable} %}<think>{{ '\n' }}{% else %}</think>{% endif %}`
    const { frame, thinking } = modelFrame(model(text))
    expect({ off: frame.after, on: thinking?.after }).toEqual({ off: '<a></think>', on: '<a><think>\n' })
    expect(opensThinking(thinking!)).toBe(true)
  })

  it('is told to by a mode', () => {
    const text = `${MESSAGES}<a>{% if thinking_mode is defined and thinking_mode == 'disabled' %}</mm:think>{% elif thinking_mode == 'enabled' %}<mm:think>{% endif %}`
    const { frame, thinking } = modelFrame(model(text))
    expect({ off: frame.after, on: thinking?.after }).toEqual({ off: '<a></mm:think>', on: '<a><mm:think>' })
    expect(opensThinking(thinking!)).toBe(true)
  })

  it('is told to by an effort, if that can be none', () => {
    const text = `${MESSAGES}<a>{% if reasoning_effort is defined and reasoning_effort == 'no_think' %}<think></think>{% else %}<think>{% endif %}`
    const { frame, thinking } = modelFrame(model(text))
    expect({ off: frame.after, on: thinking?.after }).toEqual({ off: '<a><think></think>', on: '<a><think>' })
    const written = `{{ reasoning_effort | default('medium') }}${MESSAGES}`
    expect(modelFrame(model(written))).toEqual({ frame: { before: 'medium<user>', after: '' } })
  })

  it('in channels has its last one begun, unless it is asked to think', () => {
    const text = `${MESSAGES}{# <|channel|>final<|message|> #}<|start|>assistant`
    const { frame, thinking } = modelFrame(model(text))
    expect(frame.after).toBe('<|start|>assistant<|channel|>final<|message|>')
    expect(thinking?.after).toBe('<|start|>assistant')
    expect(chatFrame(`${MESSAGES}<|start|>assistant`).after).toBe('<|start|>assistant')
  })

  it('that wants a system message gets one', () => {
    const wants = `{% if messages[0].role != 'system' %}{{ raise_exception('no system') }}{% endif %}{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}<a>`
    expect(chatFrame(wants)).toEqual({ before: '<system>You are a helpful assistant.<user>', after: '<a>' })
  })

  it('is closed by its own mark, whichever it is', () => {
    expect(chatFrame(`${MESSAGES}<a><thinking>{{ '\n' }}`).after).toBe('<a><thinking>\n</thinking>\n\n')
    expect(chatFrame(`${MESSAGES}<a>[THINK]`).after).toBe('<a>[THINK][/THINK]')
  })

  it('that leaves the beginning to the model can think too, and one that always begins can be let', () => {
    const silent = `${MESSAGES}<a>{% if not enable_thinking %}<think></think>{% endif %}`
    expect(modelFrame(model(silent)).thinking).toEqual({ before: '<user>', after: '<a>' })
    expect(opensThinking(modelFrame(model(silent)).thinking!)).toBe(false)
    expect(modelFrame(model(`${MESSAGES}<a><think>`)).thinking?.after).toBe('<a><think>')
  })

  it('that knows no such mode, or fails in it, has none', () => {
    expect(modelFrame(model(MESSAGES)).thinking).toBeUndefined()
    const failing = `${MESSAGES}{% if thinking %}{{ raise_exception('no') }}{% endif %}`
    expect(modelFrame(model(failing))).toEqual({ frame: { before: '<user>', after: '' } })
  })
})

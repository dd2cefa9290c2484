import { describe, expect, it } from 'vitest'
import { parseCommand } from '../../../../electron/cli/arguments'
import { UsageError } from '../../../../electron/cli/exit'

const read = (...argv: string[]) => {
  const command = parseCommand(argv)
  if (command.kind !== 'read') throw new Error(command.kind)
  return command.arguments
}

describe('parseCommand', () => {
  it('takes languages of text recognition, or that there is to be none', () => {
    expect(read('a.pdf', '--ocr', 'off')).toMatchObject({ ocr: 'off' })
    expect(read('a.pdf', '--ocr', 'deu+eng+deu', '--ocr-data', 'data')).toMatchObject({
      ocr: 'deu+eng',
      ocrData: 'data',
    })
    expect(read('a.pdf').ocr).toBeUndefined()
    for (const wrong of ['german', '', '../eng']) {
      expect(() => read('a.pdf', '--ocr', wrong)).toThrow(
        `--ocr needs off, or languages such as eng or deu+eng, not "${wrong}"`,
      )
    }
    expect(() => parseCommand(['--measure-cost', '--ocr', 'off'])).toThrow('leave out --ocr')
  })

  it('takes a file alone', () => {
    expect(read('a.pdf')).toMatchObject({ file: 'a.pdf', questions: [], text: false, json: false })
  })

  it('takes every option', () => {
    const argv =
      'a.pdf --ask one --ask two --find three --looks 1 --hidden --encoding latin1 --model m.gguf --template c.jinja --json --trace t --save s --max-tokens 5 --top-k 64 --seed 0 --threads 2 --ctx 4096 --gpu-layers 0 --password-file p'
    expect(read(...argv.split(' '))).toEqual({
      file: 'a.pdf',
      questions: ['one', 'two'],
      chat: false,
      finds: ['three'],
      looks: 1,
      model: 'm.gguf',
      template: 'c.jinja',
      hidden: true,
      accepted: false,
      encoding: 'windows-1252',
      text: false,
      json: true,
      trace: 't',
      save: 's',
      maxTokens: 5,
      topK: 64,
      seed: 0,
      threads: 2,
      context: 4096,
      gpuLayers: 0,
      passwordFile: 'p',
    })
  })

  it('takes several files, one by one or together', () => {
    expect(read('a.pdf', 'b', 'c.txt')).toMatchObject({ file: 'a.pdf', others: ['b', 'c.txt'], json: false })
    expect(read('a.pdf', 'b', '--together')).toMatchObject({ others: ['b'], together: true })
    expect(read('docs', '--out', 'o.jsonl')).toMatchObject({ file: 'docs', out: 'o.jsonl', json: true })
    expect(read('a.pdf', '--compare', 'b.pdf')).toMatchObject({ file: 'a.pdf', compare: 'b.pdf' })
  })

  it('takes options before the file, with "=", and files that begin with a dash', () => {
    expect(read('--ask=-what?', '--json', '--', '-a.pdf')).toMatchObject({
      file: '-a.pdf',
      questions: ['-what?'],
    })
  })

  it('finds without answering, unless something is asked too', () => {
    expect(read('a.pdf', '--find', 'one')).toMatchObject({ finds: ['one'], questions: [] })
    expect(() => read('a.pdf', '--find', ' ')).toThrow('--find needs a question')
    expect(() => read('a.pdf', '--find', 'one', '--trace', 't')).toThrow('add --ask')
    expect(read('a.pdf', '--find', 'one', '--ask', 'two', '--trace', 't').trace).toBe('t')
    expect(() => read('a.pdf', '--looks', '3')).toThrow('--looks needs a whole number from 1 to 2')
  })

  it('writes a report of one answer only', () => {
    expect(read('a.pdf', '--ask', 'one', '--report', 'r.html').report).toBe('r.html')
    expect(() => read('a.pdf', '--ask', 'one', '--ask', 'two', '--report', 'r.html')).toThrow(UsageError)
    expect(() => read('a.pdf', '--text', '--save', 's')).toThrow('leave out --save')
  })

  it('knows --help and --version, whatever else is there', () => {
    expect(parseCommand(['--help'])).toEqual({ kind: 'help' })
    expect(parseCommand(['a', 'b', '-h'])).toEqual({ kind: 'help' })
    expect(parseCommand(['--version'])).toEqual({ kind: 'version' })
  })

  it.each([
    [[], /No file/],
    [[''], /No file/],
    [['a.pdf', ''], /No file/],
    [['a.pdf', '--out='], /--out/],
    [['a.pdf', '--compare='], /--compare/],
    [['a.pdf', '--fast'], /--fast/],
    [['a.pdf', '-x'], /-x/],
    [['a.pdf', '--ask'], /--ask/],
    [['a.pdf', '--ask', ' '], /--ask/],
    [['a.pdf', '--json=yes'], /--json/],
    [['a.pdf', '--model', ''], /--model/],
    [['a.pdf', '--trace='], /--trace/],
    [['a.pdf', '--text', '--ask', 'why?'], /--text.*--ask/],
    [['a.pdf', '--text', '--json'], /--text.*--json/],
    [['a.pdf', '--text', '--trace', 't'], /--text.*--trace/],
    [['a.pdf', '--max-tokens', '0'], /--max-tokens.*"0"/],
    [['a.pdf', '--max-tokens', 'ten'], /--max-tokens.*"ten"/],
    [['a.pdf', '--max-tokens', '1e3'], /--max-tokens/],
    [['a.pdf', '--top-k', '1.5'], /--top-k/],
    [['a.pdf', '--seed=-1'], /--seed/],
    [['a.pdf', '--seed', '4294967296'], /--seed/],
    [['a.pdf', '--threads', ''], /--threads/],
    [['a.pdf', '--ctx', '10'], /--ctx/],
    [['a.pdf', '--gpu-layers=-1'], /--gpu-layers/],
    [['a.txt', '--encoding', 'klingon'], /--encoding.*"klingon".*windows-1251/],
    [['a.txt', '--encoding='], /--encoding/],
    [['--measure-cost', '--hidden'], /--measure-cost.*--hidden/],
  ])('refuses %j', (argv, message) => {
    expect(() => parseCommand(argv)).toThrow(UsageError)
    expect(() => parseCommand(argv)).toThrow(message)
  })
})

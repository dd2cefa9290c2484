import { describe, expect, it } from 'vitest'
import { failureOf, UsageError } from '../../../../electron/cli/exit'
import { EngineError } from '../../../../electron/engine/errors'
import { DocumentError } from '../../../../electron/shared/document/types'

describe('failureOf', () => {
  it.each([
    [new UsageError('No file'), 2],
    [new EngineError('bad-argument', 'A context of 3 tokens is too small.'), 2],
    [new DocumentError('damaged', 'It is damaged.'), 3],
    [new DocumentError('not-found', 'There is none.'), 3],
    [new EngineError('not-gguf', 'No model.'), 4],
    [new EngineError('missing-shard', 'A part is missing.'), 4],
    [new EngineError('no-indexer', 'No indexer.'), 4],
    [new EngineError('other-byte-order', 'Big-endian.'), 4],
    [new EngineError('model-refused', 'Refused.'), 4],
    [new EngineError('missing-tensor', 'A tensor is missing.'), 4],
    [new EngineError('wrong-shape', 'A tensor does not fit.'), 4],
    [new EngineError('unusable-tokenizer', 'No tokens.'), 4],
    [new EngineError('load-failed', 'No GPU.'), 5],
    [new EngineError('out-of-memory', 'Too large.'), 5],
    [new EngineError('trace-write-failed', 'Disk full.'), 5],
    [new TypeError('x is undefined'), 5],
    ['a string', 5],
    [new EngineError('cancelled', 'Stopped.'), 130],
    [new DocumentError('cancelled', 'Stopped.'), 130],
    [new DOMException('aborted', 'AbortError'), 130],
  ])('%s -> %i', (error, status) => {
    expect(failureOf(error).status).toBe(status)
  })

  it('says it in one line', () => {
    const error = new EngineError('out-of-memory', 'Too\nlarge:\n   close something.')
    expect(failureOf(error).line).toBe('Too large: close something.')
    expect(failureOf(new Error('a\nb')).line).not.toContain('\n')
    expect(failureOf(new DocumentError('cancelled', 'x')).line).toBe('Cancelled.')
  })

  it('tells how to give a password', () => {
    expect(failureOf(new DocumentError('encrypted', 'It is encrypted.')).line).toMatch(
      /^It is encrypted\. .*--password-file/,
    )
  })

  it('tells how to use it after wrong usage', () => {
    expect(failureOf(new UsageError('No file')).line).toMatch(/^No file; usage: npm run analyze -- FILE .*--help/)
  })
})

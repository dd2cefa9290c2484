// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { svgFile } from '../../../../renderer/picture/picture'
import { PAPER as paper } from './paper_made'
import { parsed } from './parsed'

describe('every picture', () => {
  it('stays whole with any text', () => {
    const title = `a\u0000b <script> & "q" ${'\ud800'} \u202e ${'long'.repeat(200)}`
    const svg = parsed({ title, height: 10, body: '', legend: '' })
    expect(svg.querySelectorAll('script')).toHaveLength(0)
    expect(() => encodeURIComponent(svgFile({ title, height: 1, body: '', legend: '' }, paper, ''))).not.toThrow()
  })
})

// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { pageTicks } from '../../../../../electron/shared/shown/page_ticks'
import { scoredSentences } from '../../../../../renderer/lens/row/ranking'
import { scoreProfile } from '../../../../../renderer/lens/score/profile'
import { profilePicture } from '../../../../../renderer/lens/score/profile_picture'
import { WIDTH } from '../../../../../renderer/picture/picture'
import { PAPER as paper } from '../../picture/paper_made'
import { numbers, parsed, texts } from '../../picture/parsed'
import { alignment, generation, row } from '../made'

describe('the picture of scores', () => {
  const scored = scoredSentences(row(), generation, alignment())
  const profile = scoreProfile(scored, 1, generation, alignment())
  const about = { token: 'June.', layer: 2, lastIn: 1 }
  const svg = parsed(profilePicture(profile, pageTicks(generation, alignment(), WIDTH), about, paper))

  it('has a bar for each sentence, at its place and as high as its score', () => {
    const bars = [...svg.querySelectorAll('rect[fill=purple], rect[fill=plum]')]
    expect(numbers(bars, 'x')).toEqual(profile.bars.map(({ x }) => Math.round(x * WIDTH * 100) / 100))
    const shares = numbers(bars, 'height').map((height) => height / 150)
    for (const [i, share] of shares.entries()) expect(share).toBeCloseTo(profile.bars[i]!.height, 3)
    expect(bars.map((bar) => bar.getAttribute('fill') === 'purple')).toEqual(
      profile.bars.map(({ sentence }) => sentence.isIn),
    )
    expect(bars.map((bar) => bar.querySelector('title')!.textContent)).toEqual(['3.00', '0.75', '5.00'])
  })

  it('says what it shows', () => {
    expect(texts(svg).join(' ')).toContain('Indexer scores for “June.” on layer 2')
    expect(texts(svg)).toContain('last in: 1.00')
    expect(texts(svg)).toContain('p. ii')
  })
})

/**
 * What DeepSeek published with V3.2-Exp: US$ for a million tokens at a depth (of its own service on H800, before and after
 * sparse attention). Shown beside what was measured, labelled as published.
 */
export interface PublishedPrice {
  depth: number
  dense: number
  sparse: number
}

export const PUBLISHED: { prefill: PublishedPrice[]; decode: PublishedPrice[] } = {
  prefill: [
    { depth: 0, dense: 0.053, sparse: 0.061 },
    { depth: 32_768, dense: 0.206, sparse: 0.118 },
    { depth: 131_072, dense: 0.666, sparse: 0.187 },
  ],
  decode: [
    { depth: 0, dense: 0.071, sparse: 0.095 },
    { depth: 32_768, dense: 0.591, sparse: 0.17 },
    { depth: 131_072, dense: 2.154, sparse: 0.249 },
  ],
}

/** DeepSeek's own, preliminary claim of what a call saves. */
export const PUBLISHED_CLAIM = 'up to half'

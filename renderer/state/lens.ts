import { create } from 'zustand'

/**
 * What the lens looks at. The three things it shows are never mixed in one picture:
 * evidence (for a span of the answer), indexer score and entered attention (for one token and layer).
 * The map is entered attention again, for a span and all its layers; uses is the other way round: from the document.
 */
export type LensView = 'evidence' | 'score' | 'entered' | 'map' | 'uses'

/** Layers that evidence, map and uses are about. */
export type LayersChoice = 'retrieval' | 'all' | { first: number; last: number }

/** Answer tokens [from, to) of a generation. */
export interface TokenSpan {
  from: number
  to: number
}

export interface LensState {
  open: boolean
  view: LensView
  answer?: string
  /** Index in the answer's result.generations. */
  generation: number
  /** A sentence or selected words; evidence and map are about it. */
  span?: TokenSpan
  /** The one token that score and attention are about; always inside the span. */
  token: number
  layer: number
  layers: LayersChoice
  /** The document's unit (Alignment.sentences) that the user asked "what was this used for?"; undefined: nothing asked. */
  askedUnit?: number
  /** The answer is being played back: its tokens are looked at one after the other. */
  playing: boolean

  /** Looks at a span of an answer; the token becomes its first one that is not white space or the given one. */
  look(answer: string, generation: number, span: TokenSpan, token?: number): void
  lookAtToken(token: number): void
  show(view: LensView): void
  chooseLayer(layer: number): void
  chooseLayers(layers: LayersChoice): void
  /** Opens the lens, too: about the newest answer if it looked at none. */
  askUnit(unit: number | undefined): void
  play(playing: boolean): void
  close(): void
}

export const useLens = create<LensState>()((set) => ({
  open: false,
  view: 'evidence',
  generation: 0,
  token: 0,
  layer: 0,
  layers: 'retrieval',
  playing: false,
  look: (answer, generation, span, token = span.from) =>
    set({ open: true, answer, generation, span, token, askedUnit: undefined }),
  lookAtToken: (token) =>
    set(({ span }) => ({
      token,
      span: span && token >= span.from && token < span.to ? span : { from: token, to: token + 1 },
    })),
  show: (view) => set({ view }),
  chooseLayer: (layer) => set({ layer }),
  chooseLayers: (layers) => set({ layers }),
  askUnit: (askedUnit) => set(({ open }) => ({ askedUnit, open: open || askedUnit !== undefined })),
  play: (playing) => set({ playing }),
  close: () => set({ open: false, playing: false, answer: undefined, span: undefined, askedUnit: undefined }),
}))

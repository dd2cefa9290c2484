import { create } from 'zustand'

/**
 * What is drawn over the document: a display list in characters of its text, filled by the lens, drawn by the reader
 * (boxes over a PDF's pages, spans in a text). Kinds have looks of their own; the list holds one kind at a time,
 * beside 'asked' and 'found'.
 */
export interface Mark {
  kind: 'evidence' | 'score' | 'missed' | 'entered' | 'mass' | 'never' | 'asked' | 'found'
  /** Characters [start, end) of SourceDocument.text. */
  start: number
  end: number
  /** 0..1: how strongly it is drawn. */
  strength: number
  /** Shown on hover and read by screen readers: a plain sentence with numbers. */
  label: string
  /** Position in the trace, for an entered token: tests read it back from the DOM (data-position). */
  position?: number
}

export interface MarksState {
  /** Ascending by start. */
  marks: readonly Mark[]
  /** What the ruler beside the pages shows instead, if it shows more than the pages: all evidence, for one. */
  overview?: readonly Mark[]
  setMarks(marks: readonly Mark[], overview?: readonly Mark[]): void
}

export const useMarks = create<MarksState>()((set) => ({
  marks: [],
  setMarks: (marks, overview) => set({ marks, overview }),
}))

import type { ReactNode } from 'react'
import type { Subject } from '../subject/subject'

/** Of a merge: what a view shows in place of the document. */
export const MergedNote = ({ subject, children }: { subject: Subject; children: ReactNode }) =>
  subject.generation.kind === 'merge' ? (
    <p className="lens-about">This text was merged from summaries and never saw the document: {children}</p>
  ) : null

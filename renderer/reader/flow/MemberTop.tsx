import { ExternalLink } from 'lucide-react'
import type { Member } from '../../../electron/shared/document/types'
import { openMember } from '../../actions/opening'
import { useLibrary } from '../../state/library'

/** Above the first paragraph of a document in a collection: its name, and a way to itself. */
export function MemberTop({ member }: { member: Member }) {
  const { id, file, start, end } = member
  const isThere = useLibrary(({ documents }) => documents.some((document) => document.id === id))
  return (
    <div className="reader-member">
      <strong>{file}</strong>
      {isThere && (
        <button
          type="button"
          className="ui-chip"
          onClick={() => openMember(member, { start, end: Math.min(end, start + 1) })}
        >
          <ExternalLink size={12} aria-hidden /> Open it by itself
        </button>
      )}
    </div>
  )
}

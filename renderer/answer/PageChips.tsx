import { ExternalLink } from 'lucide-react'
import { Fragment } from 'react'
import { memberOfPage } from '../../electron/shared/document/members'
import type { SourceDocument } from '../../electron/shared/document/types'
import type { AnswerSentence, EvidenceItem } from '../../electron/shared/ipc/answer_data'
import { placeShort } from '../../electron/shared/shown/page_names'
import { openMember } from '../actions/opening'
import { goToSource, placeOfSource } from '../actions/sources'
import { IconButton } from '../design/Button'
import { Chip } from '../design/Chip'
import { useDocument } from '../state/document'
import { useLibrary } from '../state/library'

/** Pages of the best evidence, each once; a click shows the sentence there. */
export function PageChips({ sentence: { evidence }, most = 3 }: { sentence: AnswerSentence; most?: number }) {
  const source = useDocument((state) => state.source)
  // texts have no pages
  if (source?.pages.length === 0) return null
  const firsts = evidence.filter((item, i) => evidence.findIndex(({ page }) => page === item.page) === i)
  return firsts.slice(0, most).map((item) => (
    <Fragment key={item.page}>
      <Chip
        title={`“${item.text}”`}
        aria-label={`${placeShort(source, item.page)}: ${item.text}`}
        onClick={() => goToSource(item)}
      >
        {placeShort(source, item.page)}
      </Chip>
      {source?.members && <OpenMember item={item} source={source} />}
    </Fragment>
  ))
}

/** Of a collection: opens the document that is cited, where it is cited. */
function OpenMember({ item, source }: { item: EvidenceItem; source: SourceDocument }) {
  const member = memberOfPage(source, item.page)
  const isThere = useLibrary(({ documents }) => documents.some(({ id }) => id === member?.id))
  if (!member || !isThere) return null
  const open = () => {
    const place = placeOfSource(item)
    if (place) void openMember(member, place)
  }
  return (
    <IconButton name={`Open ${member.file} there`} small onClick={open}>
      <ExternalLink size={12} aria-hidden />
    </IconButton>
  )
}

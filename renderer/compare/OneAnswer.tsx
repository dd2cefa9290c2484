import type { AnswerEntry, AnswerSentence, Passage } from '../../electron/shared/ipc/answer_data'
import { placeShort } from '../../electron/shared/shown/page_names'
import { openSource } from '../actions/comparing'
import { AtWork } from '../answer/AtWork'
import { Chip } from '../design/Chip'
import { SupportMark } from '../design/SupportMark'
import { useComparison } from '../state/comparison'
import { isAtWork } from '../state/jobs'
import { endWords } from '../words/request_words'

/** What one version answers: its sentences with their support; a page opens the document there. */
export function OneAnswer({ answer, document }: { answer: AnswerEntry; document: string }) {
  const { state, text, sentences, result } = answer
  const isBusy = isAtWork(state)
  const end = isBusy ? undefined : endWords(answer)
  return (
    <>
      {isBusy && <AtWork answer={answer} />}
      {result?.found === false ? (
        <NotSaid nearest={result.nearest?.[0]} document={document} />
      ) : (
        <>
          {sentences.map((sentence, i) => (
            <OneSentence key={i} sentence={sentence} document={document} />
          ))}
          {isBusy && sentences.length === 0 && text !== '' && <p className="answer-rest is-growing">{text}</p>}
        </>
      )}
      {end && (
        <p className="ui-muted" role={state === 'failed' ? 'alert' : undefined}>
          {end}
        </p>
      )}
    </>
  )
}

function OneSentence({ sentence, document }: { sentence: AnswerSentence; document: string }) {
  const { text, support, evidence } = sentence
  return (
    <p className="compare-sentence">
      {text} <SupportMark support={support} />
      {support !== 'none' && evidence[0] && <Place item={evidence[0]} document={document} />}
    </p>
  )
}

function NotSaid({ nearest, document }: { nearest?: Passage; document: string }) {
  return (
    <>
      <p>
        <b>The document doesn’t seem to say.</b>
      </p>
      {nearest && (
        <p className="compare-sentence ui-muted">
          Nearest: “{nearest.text}” <Place item={nearest} document={document} />
        </p>
      )}
    </>
  )
}

type Item = Pick<Passage, 'sentence' | 'text' | 'page'>

function Place({ item, document }: { item: Item; document: string }) {
  const source = useComparison(({ versions, comparison }) =>
    versions?.before === document ? comparison?.before : comparison?.after,
  )
  if (source?.pages.length === 0) return null
  const place = placeShort(source, item.page)
  return (
    <Chip
      title={`“${item.text}”`}
      aria-label={`${place}: ${item.text}`}
      onClick={() => void openSource(document, item)}
    >
      {place}
    </Chip>
  )
}

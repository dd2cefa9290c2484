import { child, elements, type Xml } from '../../packed/xml'
import { isOn } from './styles'

/** Fields that are open: what stands before their result is for the program alone. */
export class Fields {
  /** Of each, whether its result has begun. */
  private open: boolean[] = []

  /** What is read now belongs to what a field asks, not to what it shows. */
  get isCode(): boolean {
    return this.open.includes(false)
  }

  /** Takes up where a field begins, has its result, or ends; answers with what it shows without a result. */
  step(mark: Xml): string {
    const wasCode = this.isCode
    const { fldCharType: type } = mark.attributes
    if (type === 'end') this.open.pop()
    else if (type === 'separate') this.open[Math.max(0, this.open.length - 1)] = true
    else if (type === 'begin') {
      this.open.push(false)
      return wasCode ? '' : shownOf(child(mark, 'ffData'))
    }
    return ''
  }

  /** A field that is damaged hides no more than its paragraph. */
  endParagraph(): void {
    this.open = this.open.filter((hasResult) => hasResult)
  }
}

/** Of a form's field: a box that is ticked or not, the chosen one of a list. */
function shownOf(field: Xml | undefined): string {
  const box = child(field, 'checkBox')
  if (box) return (isOn(box, 'checked') ?? isOn(box, 'default')) ? '[x] ' : '[ ] '
  const list = child(field, 'ddList')
  const chosen = child(list, 'result') ?? child(list, 'default')
  return list ? (elements(list, 'listEntry')[Number(chosen?.attributes.val ?? 0)]?.attributes.val ?? '') : ''
}

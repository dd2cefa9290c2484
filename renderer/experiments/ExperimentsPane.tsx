import './experiments.css'
import { X } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { IconButton } from '../design/Button'
import { type ExperimentsTab, useExperiments } from '../state/experiments'
import { AnswerTab } from './ask/AnswerTab'
import { PromptTab } from './prompt/PromptTab'
import { ManyTab } from './statistics/ManyTab'

const TABS: { tab: ExperimentsTab; name: string; Content: () => React.ReactNode }[] = [
  { tab: 'answer', name: 'This answer', Content: AnswerTab },
  { tab: 'prompt', name: 'Raw prompt', Content: PromptTab },
  { tab: 'many', name: 'Many answers', Content: ManyTab },
]

/** What researchers try: asked otherwise, without a document, counted over many. In place of the answers. */
export function ExperimentsPane() {
  const { tab, show, close } = useExperiments()
  return (
    <section className="try" aria-label="Experiments">
      <Tabs.Root className="try-tabs" value={tab} onValueChange={(value) => show(value as ExperimentsTab)}>
        <header className="try-top">
          <h2>Experiments</h2>
          <Tabs.List className="try-tab-list" aria-label="What to try">
            {TABS.map(({ tab: value, name }) => (
              <Tabs.Trigger key={value} value={value} className="try-tab">
                {name}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <IconButton name="Back to the answers" small onClick={close}>
            <X size={14} aria-hidden />
          </IconButton>
        </header>
        {TABS.map(({ tab: value, Content }) => (
          <Tabs.Content key={value} value={value} className="try-body" tabIndex={-1}>
            <Content />
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </section>
  )
}

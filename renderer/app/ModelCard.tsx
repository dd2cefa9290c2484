import { AppDialog } from '../design/AppDialog'
import { OwnText } from './OwnText'

/** The card of the built-in model, as it lies beside it. */
export const ModelCard = ({ onClose }: { onClose: () => void }) => (
  <AppDialog title="The built-in model is small, and it errs" onClose={onClose} wide>
    <p className="app-card-note">
      It has 135 million parameters, so that everybody can try SparseLens at once, on any computer. It writes short,
      plain summaries and gets facts wrong: check them on the pages. In the settings you can choose a GGUF of
      DeepSeek-V3.2-Exp instead.
    </p>
    <OwnText call="app.modelCard" label="Model card" />
  </AppDialog>
)

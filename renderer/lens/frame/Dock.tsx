import './dock.css'
import type { LensView } from '../../state/lens'
import type { Subject } from '../subject/subject'
import { Gauge } from './Gauge'
import { LayerChooser } from './LayerChooser'
import { LayersChoice } from './LayersChoice'
import { TokenStepper } from './TokenStepper'

/** Always in sight: the chosen token in its context, the layer or layers, and how much entered attention. */
export const Dock = ({ subject, view }: { subject: Subject; view: LensView }) => (
  <div className="lens-dock">
    <TokenStepper subject={subject} />
    {view === 'score' || view === 'entered' ? <LayerChooser subject={subject} /> : <LayersChoice subject={subject} />}
    <Gauge subject={subject} />
  </div>
)

import { conversionCommands, V32_EXP } from '../../../electron/shared/shown/conversion'
import { Commands } from './Commands'

const { repository, licence, folder, downloadGb, q8Gb, q4Gb } = V32_EXP

/** How to come by the model that SparseLens is made for. SparseLens itself never goes online. */
export const GetModel = () => (
  <details className="models-get">
    <summary>Get DeepSeek-V3.2-Exp, the full model</summary>
    <p>
      SparseLens never goes online, so it can’t fetch the model for you. It has 671 billion weights and needs a
      workstation or a server: in the smaller form below about {q4Gb} GB of memory.
    </p>
    <dl className="models-facts">
      <div>
        <dt>Where</dt>
        <dd>Hugging Face, {repository}</dd>
      </div>
      <div>
        <dt>Licence</dt>
        <dd>{licence}</dd>
      </div>
      <div>
        <dt>To download</dt>
        <dd>about {downloadGb} GB</dd>
      </div>
      <div>
        <dt>Checksums</dt>
        <dd>SparseLens knows none: compare with those that the page of each file shows there</dd>
      </div>
      <div>
        <dt>Converted</dt>
        <dd>
          about {q8Gb} GB as Q8_0, about {q4Gb} GB as Q4_K_M
        </dd>
      </div>
    </dl>
    <p>
      A GGUF that somebody else converted is of use too, if it was made in May 2026 or later: add its first file above.
      Or convert the folder yourself, in a terminal:
    </p>
    <Commands commands={conversionCommands(folder)} />
  </details>
)

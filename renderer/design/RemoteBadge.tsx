/** Says that something is answered on another machine: by word, and the same everywhere. */
export const RemoteBadge = ({ host }: { host: string }) => (
  <span className="ui-remote" title={`Answered on another machine: ${host}`}>
    <b>remote</b> {host}
  </span>
)

import { Component, type ReactNode } from 'react'
import { Button } from './Button'

interface GuardProps {
  /** Such as "The lens". */
  what: string
  children: ReactNode
}

/** A pane that fails leaves the rest of the window alone. */
export class Guard extends Component<GuardProps, { failed?: Error }> {
  override state: { failed?: Error } = {}

  static getDerivedStateFromError(failed: Error) {
    return { failed }
  }

  override render(): ReactNode {
    const { failed } = this.state
    if (!failed) return this.props.children
    return (
      <div className="ui-failed" role="alert">
        <p>
          {this.props.what} cannot be shown ({failed.message}). Nothing is lost: show it again, and report it if this
          happens again.
        </p>
        <Button onClick={() => this.setState({ failed: undefined })}>Show it again</Button>
      </div>
    )
  }
}

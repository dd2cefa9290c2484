import { useApp } from '../state/app'

/** Opens the dialog from where something is told of work or time. */
export const WhatItSaves = () => (
  <button type="button" className="lens-more" onClick={() => useApp.getState().show('cost')}>
    What sparse attention saves on this computer…
  </button>
)

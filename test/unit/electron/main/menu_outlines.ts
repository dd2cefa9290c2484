/** The menu, written down before it was drawn from the list of commands: label | id | accelerator | role. */

/** Also on Windows. */
export const LINUX = `
&File
  Open… | open | CmdOrCtrl+O
  Open the Sample | open-sample
  -
  Save Analysis… | save-analysis | CmdOrCtrl+S
  Export Answer
    As Web Page… | export | CmdOrCtrl+E
    As Markdown… | export-markdown
    -
    Trace as JSON Lines… | export-trace-lines
    Trace as Binary… | export-trace
  Copy Answer as Markdown | copy-answer | CmdOrCtrl+Shift+C
  -
  Settings… | settings | CmdOrCtrl+,
  -
  role: quit
&Edit
  role: undo
  role: redo
  -
  role: cut
  role: copy
  Copy with Citation | copy-citation | CmdOrCtrl+Alt+C
  role: paste
  role: selectAll
  -
  Find in Document… | find | CmdOrCtrl+F
  Find Next | find-next | F3
  Find Previous | find-previous | Shift+F3
&View
  Zoom In | zoom-in | CmdOrCtrl+Plus
  Zoom Out | zoom-out | CmdOrCtrl+-
  Actual Size | zoom-actual | CmdOrCtrl+0
  Fit Width | fit-width | CmdOrCtrl+1
  Fit Page | fit-page | CmdOrCtrl+2
  Rotate Clockwise | rotate | CmdOrCtrl+R
  -
  Go to Page… | go-to-page | Ctrl+G
  Outline and Thumbnails | toggle-outline | CmdOrCtrl+Shift+O
  -
  Library | toggle-library | CmdOrCtrl+B
  Answer | toggle-answer | CmdOrCtrl+J
  Lens | toggle-lens | CmdOrCtrl+L
  What It Saves… | cost
  -
  role: togglefullscreen
&Ask
  Ask a Question | ask | CmdOrCtrl+K
  Summarize | summarize | CmdOrCtrl+Shift+S
  Stop | cancel | CmdOrCtrl+.
  -
  Compare Two Versions… | compare | CmdOrCtrl+D
  Experiments… | experiments
role: windowMenu
&Help | role: help
  Guided Look | tour
  Keyboard Shortcuts | shortcuts | CmdOrCtrl+/
  The Built-in Model's Card | model-card
  Is Anything Sent? | sent
  -
  Licences of Its Parts | licences
  About SparseLens
`.trim()

/** With the menu of the app, which only a Mac has. */
export const MAC = `
SparseLens
  role: about
  -
  Settings… | settings | CmdOrCtrl+,
  -
  role: services
  -
  role: hide
  role: hideOthers
  role: unhide
  -
  role: quit
&File
  Open… | open | CmdOrCtrl+O
  Open the Sample | open-sample
  -
  Save Analysis… | save-analysis | CmdOrCtrl+S
  Export Answer
    As Web Page… | export | CmdOrCtrl+E
    As Markdown… | export-markdown
    -
    Trace as JSON Lines… | export-trace-lines
    Trace as Binary… | export-trace
  Copy Answer as Markdown | copy-answer | CmdOrCtrl+Shift+C
&Edit
  role: undo
  role: redo
  -
  role: cut
  role: copy
  Copy with Citation | copy-citation | CmdOrCtrl+Alt+C
  role: paste
  role: selectAll
  -
  Find in Document… | find | CmdOrCtrl+F
  Find Next | find-next | Cmd+G
  Find Previous | find-previous | Shift+Cmd+G
&View
  Zoom In | zoom-in | CmdOrCtrl+Plus
  Zoom Out | zoom-out | CmdOrCtrl+-
  Actual Size | zoom-actual | CmdOrCtrl+0
  Fit Width | fit-width | CmdOrCtrl+1
  Fit Page | fit-page | CmdOrCtrl+2
  Rotate Clockwise | rotate | CmdOrCtrl+R
  -
  Go to Page… | go-to-page | Alt+Cmd+G
  Outline and Thumbnails | toggle-outline | CmdOrCtrl+Shift+O
  -
  Library | toggle-library | CmdOrCtrl+B
  Answer | toggle-answer | CmdOrCtrl+J
  Lens | toggle-lens | CmdOrCtrl+L
  What It Saves… | cost
  -
  role: togglefullscreen
&Ask
  Ask a Question | ask | CmdOrCtrl+K
  Summarize | summarize | CmdOrCtrl+Shift+S
  Stop | cancel | CmdOrCtrl+.
  -
  Compare Two Versions… | compare | CmdOrCtrl+D
  Experiments… | experiments
role: windowMenu
&Help | role: help
  Guided Look | tour
  Keyboard Shortcuts | shortcuts | CmdOrCtrl+/
  The Built-in Model's Card | model-card
  Is Anything Sent? | sent
  -
  Licences of Its Parts | licences
`.trim()

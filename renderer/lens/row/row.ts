import type { AppCalls, Output } from '../../../electron/shared/ipc/calls'

/** What one layer's indexer scored and selected for one answer token. */
export type Row = Output<AppCalls, 'lens.row'>

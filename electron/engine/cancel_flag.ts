/** Stops native work from another thread; the work then fails with 'cancelled'. */
export interface NativeCancelFlag {
  cancel(): void
}

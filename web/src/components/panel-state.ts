/** Where the data of a panel stands. A failure keeps the last good data on screen, if there was any. */
export interface PanelState {
  /** Nothing to show yet. */
  loading: boolean;
  /** The data on screen answers an earlier question; a newer answer is on its way. */
  dimmed: boolean;
  failure: { message: string; reference?: string } | null;
  retry: () => void;
}

export const READY: PanelState = { loading: false, dimmed: false, failure: null, retry() {} };

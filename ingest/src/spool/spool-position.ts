/** Where a frame ends in the spool. Positions grow with every append, also across restarts. */
export interface SpoolPosition {
  /** Sequence of the segment file. */
  segment: number;
  /** Byte in the segment file just after the frame. */
  end: number;
}

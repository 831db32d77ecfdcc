/** The places at which a crash must lose nothing and count nothing twice, in the order in which an event passes them. */
export type FaultPoint =
  | 'frame-written'
  | 'frame-durable'
  | 'segment-taken'
  | 'events-stored'
  | 'repairs-stored'
  | 'blocked-usage-stored'
  | 'buckets-marked'
  | 'generation-buckets-stored'
  | 'event-keys-stored'
  | 'rejected-stored'
  | 'segment-forgotten'
  | 'rollups-stored'
  | 'buckets-settled';

const [wanted, times = '1'] = (process.env.BREAKEVEN_FAULT_POINT ?? '').split(':');
let passed = 0;

/**
 * Ends the process here, as a power cut would, when the variable BREAKEVEN_FAULT_POINT names this place (`name`, or
 * `name:3` for the third time that it is passed). Does nothing otherwise.
 */
export function faultPoint(name: FaultPoint): void {
  if (name !== wanted) return;
  passed += 1;
  if (passed === Number(times)) process.kill(process.pid, 'SIGKILL');
}

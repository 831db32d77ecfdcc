import type { DeliveryError } from './delivery-error.ts';
import type { CloudEvent } from './events/cloud-event.ts';

/** An event that the server did not take. It keeps the event with its reasons, to be mended there. */
export interface Rejection {
  event: CloudEvent;
  /** Its place in its batch, from 0. */
  index: number;
  /** All that is wrong with it. A message may quote what the event says. */
  errors: { code: string; path: string; message: string }[];
}

/**
 * Why an event is lost. `buffer_full`: the server has been away for longer than the buffer lasts. `too_large`: over
 * 64 KiB. `invalid`: it can't be written as JSON. `refused`: the server refused the request that it was in.
 * `closed`: sent after `close()`, or not handed over when its time was up (it may be stored all the same).
 */
export type DropReason = 'buffer_full' | 'too_large' | 'invalid' | 'refused' | 'closed';

/** What the client tells the service that it works for. What has no callback becomes a process warning, once. */
export interface ReportCallbacks {
  /** An event was rejected by the server. */
  onRejected?: ((rejection: Rejection) => void) | undefined;
  /** Events are lost. */
  onDropped?: ((events: CloudEvent[], reason: DropReason) => void) | undefined;
  /** A request failed. With `retryInMs` it will be repeated: worth a warning in a log; without, somebody must act. */
  onError?: ((error: DeliveryError) => void) | undefined;
}

/** Calls the callbacks so that nothing that they do can harm the delivery, nor the service that calls the client. */
export class Reports {
  private isTelling = false;
  private readonly warned = new Set<string>();

  constructor(private readonly callbacks: ReportCallbacks) {}

  rejected(rejection: Rejection): void {
    const { onRejected } = this.callbacks;
    if (onRejected) this.tell(() => onRejected(rejection));
    else
      this.warn(
        'rejected',
        'The server rejected an event and keeps it with the reason; onRejected shows it here.',
      );
  }

  dropped(events: () => CloudEvent[], reason: DropReason): void {
    const { onDropped } = this.callbacks;
    if (onDropped) this.tell(() => onDropped(events(), reason));
    else this.warn('dropped', `Events are lost (${reason}); onDropped shows which.`);
  }

  failed(error: DeliveryError): void {
    const { onError } = this.callbacks;
    if (onError) this.tell(() => onError(error));
    else this.warn('failed', `${error.message} This is told once; onError is told every time.`);
  }

  private tell(call: () => unknown): void {
    // A callback that sends an event which is dropped would be called again from within itself, without end.
    if (this.isTelling) return;
    this.isTelling = true;
    try {
      // An async callback fails later: unhandled, that would end the process.
      Promise.resolve(call()).catch((error) => this.warnOfCallback(error));
    } catch (error) {
      this.warnOfCallback(error);
    } finally {
      this.isTelling = false;
    }
  }

  /** Its message may quote an event, so it is left out. */
  private warnOfCallback(error: unknown): void {
    const name = error instanceof Error ? error.name : typeof error;
    this.warn('callback', `A callback of the client failed with ${name}.`);
  }

  private warn(kind: string, message: string): void {
    if (this.warned.has(kind)) return;
    this.warned.add(kind);
    process.emitWarning(message, 'BreakevenWarning');
  }
}

/** The spool can't keep a frame now; nothing of the frame was kept. It may work again later. */
export class SpoolUnavailable extends Error {
  readonly code: 'spool_full' | 'spool_unavailable';

  constructor(code: SpoolUnavailable['code'], message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

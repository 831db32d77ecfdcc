/** Bytes of a request after decompression. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;
/** Events of a request. */
export const MAX_EVENTS = 10_000;
/** Bytes of one event's JSON. */
export const MAX_EVENT_BYTES = 64 * 1024;

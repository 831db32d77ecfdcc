/** Counts since the client was made. accepted + duplicates + rejected + buffered + dropped = events handed to the client. */
export interface ClientStats {
  /** Events that wait or are under way. */
  buffered: number;
  bufferedBytes: number;
  /** Events that the server stored for this client. */
  accepted: number;
  /** Events that it had already, such as those of a request whose answer was lost on the way. */
  duplicates: number;
  /** Events that it did not take, and keeps with the reason. */
  rejected: number;
  /** Events that are lost. */
  dropped: number;
  /** Requests that were sent. */
  requests: number;
  /** Requests that failed. */
  failedRequests: number;
}

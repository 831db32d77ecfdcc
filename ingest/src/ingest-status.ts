/** How ingestion stands. Counts are of this process since its start. */
export interface IngestStatus {
  /** Events that are stored or wait in the spool. */
  accepted: number;
  /** Events that were known already. */
  duplicates: number;
  /** Events that are kept for a person to look at instead of being counted. */
  rejected: number;
  /** Accepted events that wait to be written. */
  spool_events: number;
  spool_bytes: number;
  /** Age of the oldest event that is not in every answer yet; 0 when all are. */
  lag_seconds: number;
  /** Every event that was acknowledged before this instant is in every answer: RFC 3339. */
  complete_until: string;
  /** Buckets of 15 minutes that wait to be settled. */
  settling_buckets: number;
  /** Damaged parts of the spool that were put into files of their own, for a person to look at. */
  quarantined_parts: number;
}

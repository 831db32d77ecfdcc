/** A database server that runs as a child of this process. */
export interface EmbeddedEngine<Access> {
  access: Access;
  /** Settles with a sentence for people when the engine is down and can't be brought back. */
  failed: Promise<string>;
  /** Settles when nothing of it runs any more. */
  stop(): Promise<void>;
  /** Ends it at once, without waiting. */
  kill(): void;
}

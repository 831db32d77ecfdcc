/** One request of the fuzz test, with what is known of it whatever else may be wrong with it. */
export interface FuzzInput {
  /** Which generator made it. */
  kind: string;
  body: Uint8Array;
  contentType: string | undefined;
  contentEncoding?: string;
  /** How many events it holds, where that is beyond doubt: then every one of them must be counted. */
  events?: number;
  /** How many of these are right and must be taken. */
  valid?: number;
  /** The only right status, where there is one. */
  status?: number;
}

/** The input in a form that can be pasted into a test; long bodies are cut. */
export function describeInput({ body, ...input }: FuzzInput): string {
  const shown = Buffer.from(body.subarray(0, 1500)).toString('base64');
  return `${JSON.stringify(input)} body (${body.length} bytes, base64): ${shown}${body.length > 1500 ? '…' : ''}`;
}

/** Sending can't go on: says in one sentence for a person what is wrong and what to do. */
export class SendFailed extends Error {
  override readonly name = 'SendFailed';
}

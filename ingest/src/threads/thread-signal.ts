/** What every thread of ours may send besides its own messages. */
export type ThreadSignal = { ready: true } | { logLine: string };

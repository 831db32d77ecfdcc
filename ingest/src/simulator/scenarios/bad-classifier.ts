import { isWithin, type Story } from './story.ts';

/** How the classifier of the finished video behaves at one time. */
export interface VideoClassifier {
  version: string;
  /** Share of clips that it blocks. */
  blockRate: number;
  /** Share of appealed blocks that turn out to be wrong. */
  overturnRate: number;
}

const BEFORE: VideoClassifier = { version: '2.4.1', blockRate: 0.025, overturnRate: 0.3 };
/** Blocks so many clips that blocks at all stages together double, and most of the added ones are wrong. */
const BAD: VideoClassifier = { version: '2.5.0', blockRate: 0.13, overturnRate: 0.65 };
const MENDED: VideoClassifier = { ...BEFORE, version: '2.5.1' };

export function videoClassifierAt(time: number, story: Story): VideoClassifier {
  if (isWithin(time, story.badClassifier)) return BAD;
  return time < story.badClassifier.start ? BEFORE : MENDED;
}

import type { World } from './world.ts';

const VALID_RATE = 0.992;
/** Digital source type of the IPTC for a photo with generated parts. */
const SOURCE_TYPE = 'compositeWithTrainedAlgorithmicMedia';

/** Checks the AI label and the C2PA manifest of a clip at one point of its life. */
export function label(
  world: World,
  generation: string,
  time: number,
  at: 'generate' | 'share' | 'download',
): void {
  const { random, emit } = world;
  const draw = random();
  const c2pa =
    draw < VALID_RATE
      ? draw < 0.9
        ? 'trusted'
        : 'valid'
      : at !== 'generate' && draw > 0.996
        ? 'missing'
        : 'invalid';
  emit({
    source: 'labels',
    type: 'clip.labelled',
    time,
    generation,
    name: `label-${at}`,
    data: {
      ai_label: random() < 0.998,
      c2pa,
      at,
      ...(c2pa !== 'missing' && { digital_source_type: SOURCE_TYPE }),
      ...(c2pa === 'invalid' && {
        failure_code: random() < 0.6 ? 'assertion.bmffHash.mismatch' : 'signingCredential.untrusted',
      }),
    },
  });
}

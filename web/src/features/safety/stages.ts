import type { ColorName } from '../../components/color.ts';

/** In the order in which a clip meets them. */
export const STAGES = ['photo', 'prompt', 'video', 'story'];

export const STAGE_LINES: ColorName[] = ['neutral3', 'neutral2', 'block', 'neutral1'];

export const STAGE_BARS: ColorName[] = ['block4', 'block3', 'block2', 'block1'];

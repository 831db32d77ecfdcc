import { defineCount } from '../define-count.ts';
import { defineQuantity } from '../define-quantity.ts';
import { attemptFacts, type DimensionName, generationFacts } from '../dimension.ts';

const dimensions: DimensionName[] = [...generationFacts, ...attemptFacts];

export const attempts = defineCount({
  name: 'attempts',
  label: 'Attempts',
  description: 'GPU runs, whatever their end.',
  lowerIsBetter: undefined,
  dimensions,
});

export const failedAttempts = defineCount({
  name: 'failed_attempts',
  label: 'Failed attempts',
  description: 'GPU runs that did not succeed: failed or cancelled.',
  lowerIsBetter: true,
  dimensions,
});

export const gpuSeconds = defineQuantity({
  name: 'gpu_seconds',
  label: 'GPU seconds',
  description: 'GPUs times seconds that attempts ran, failed ones included.',
  lowerIsBetter: true,
  unit: 'seconds',
  resource: 'gpu',
});

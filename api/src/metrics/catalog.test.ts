import { describe, expect, it } from 'vitest';
import { catalog } from './catalog.ts';

const dimensionsOf = (name: string) => [...catalog.metrics.get(name)!.dimensions].sort();
const facts = [
  'app_version',
  'country',
  'generation_id',
  'model',
  'photo_hash',
  'platform',
  'prompt_hash',
  'surface',
  'user_key',
  'variant',
];
const decision = ['classifier', 'classifier_version', 'decided_by', 'policy', 'stage', 'verdict'];

describe('catalog', () => {
  it.each([
    ['server_cost', [...facts, ...decision, 'resource', 'gpu_model', 'gpu_region', 'status', 'error_code']],
    ['moderation_cost', [...facts, ...decision, 'resource']],
    ['delivery_cost', [...facts, 'resource']],
    ['ad_revenue', [...facts, 'placement', 'ad_network', 'viewer_country']],
    ['clips_kept', facts],
    ['attempts', [...facts, 'gpu_model', 'gpu_region', 'status', 'error_code']],
    ['decisions', [...facts, ...decision]],
    ['shares', [...facts, 'channel']],
    ['blocked_cost', [...facts, ...decision, 'resource', 'gpu_model', 'gpu_region']],
    ['block_rate', [...facts, ...decision]],
    ['ecpm', [...facts, 'placement', 'ad_network', 'viewer_country']],
    ['margin', facts],
    ['margin_rate', facts],
    ['break_even_ecpm', facts],
    ['suppression_rate', facts],
  ])('splits %s by what all of its lines know', (metric, dimensions) => {
    expect(dimensionsOf(metric)).toEqual([...dimensions].sort());
  });

  it('says of each metric whether its breakdown adds up to its total', () => {
    const additive = [...catalog.metrics.values()].filter((metric) => metric.additive);
    expect(additive.map(({ name }) => name)).not.toContain('active_users');
    expect(additive.filter(({ unit }) => unit === 'ratio')).toEqual([]);
    expect(additive.map(({ name }) => name)).toContain('margin');
  });
});

const RESOURCES: Record<string, string> = {
  gpu: 'GPU',
  moderation_check: 'Moderation checks',
  human_review: 'Human review',
  delivery: 'Delivery',
  storage: 'Storage',
};

const PLATFORMS: Record<string, string> = { ios: 'iOS', android: 'Android', web: 'Web', other: 'Other' };

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

/** A person's words for a value of a dimension; names that the operator chose (models, policies) stay as they are. */
export function dimensionValueLabel(dimension: string, value: string | null): string {
  if (value === null) return 'Unknown';
  switch (dimension) {
    case 'country':
    case 'viewer_country':
      return regionName(value);
    case 'resource':
      return RESOURCES[value] ?? value;
    case 'platform':
      return PLATFORMS[value] ?? value;
    case 'stage':
    case 'verdict':
      return value.charAt(0).toUpperCase() + value.slice(1);
    default:
      return value;
  }
}

function regionName(code: string): string {
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
}

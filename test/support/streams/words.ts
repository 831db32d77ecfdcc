/** What the fields of random events are picked from: plain values, and some that break careless SQL, CSV or JSON. */
export const words = {
  country: ['DE', 'US', 'NP', 'AU', 'NZ', 'BR'],
  platform: ['ios', 'android', 'web', 'other'],
  app_version: ['1.0', '1.1', '2.0-beta'],
  surface: ['story', 'camera', 'profile'],
  variant: ['control', 'B', 'it\'s "quoted", with, commas', 'null', '\\N'],
  model: ['alive-1', 'alive-2', 'alive 3 (tünü ✨)', "'; DROP TABLE events; --"],
  gpu_model: ['H100', 'A100', 'L40S'],
  gpu_region: ['eu-west', 'us-east', 'ap-south'],
  error_code: ['oom', 'timeout'],
  stage: ['photo', 'prompt', 'video', 'story'],
  verdict: ['allow', 'allow', 'allow', 'allow', 'block', 'review'],
  policy: ['adult_nudity', 'violence', 'hate, "speech"', 'minors\nsafety'],
  classifier: ['vision-7', 'text-2', 'clip-1'],
  classifier_version: ['1', '2', '2.1'],
  channel: ['story', 'feed', 'message', 'download', 'external'],
  placement: ['feed', 'story_end'],
  ad_network: ['north', 'south'],
  currency: ['USD', 'USD', 'EUR', 'GBP', 'JPY', 'XAF'],
  source: ['generator/eu', 'generator/us', 'https://moderation.example/v1', 'ads'],
  // In the order of their bytes '\uFFFD' comes before '😀'; in the order of JavaScript's strings after it.
  idPrefix: ['', '', '', '', 'é', '😀', '\uFFFD', 'a b', '"'],
} as const;

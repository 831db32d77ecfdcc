import { z } from 'zod';

export const onboardingAnswer = z
  .object({
    has_events: z.boolean().meta({ description: 'True once an event is stored.' }),
    ingest_key: z.string().nullable().meta({
      description:
        'A key with the scope `ingest` to send the first event with; null once an event has come in.',
    }),
  })
  .meta({ id: 'Onboarding', description: 'What a new workspace needs for its first event.' });

export type OnboardingAnswer = z.output<typeof onboardingAnswer>;

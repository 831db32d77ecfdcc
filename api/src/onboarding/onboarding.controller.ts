import { Controller, Get } from '@nestjs/common';
import { Route } from '../common/route.ts';
import { onboardingAnswer } from './onboarding.schemas.ts';
import { OnboardingService } from './onboarding.service.ts';

@Controller('v1/onboarding')
export class OnboardingController {
  constructor(private readonly onboarding: OnboardingService) {}

  @Get()
  @Route({
    access: 'admin',
    tag: 'Onboarding',
    id: 'getOnboarding',
    summary: 'What a new workspace needs for its first event',
    answer: {
      status: 200,
      description: 'Whether there are events, and a key until then.',
      schema: onboardingAnswer,
    },
  })
  get() {
    return this.onboarding.get();
  }
}

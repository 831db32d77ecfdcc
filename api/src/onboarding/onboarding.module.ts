import { Module } from '@nestjs/common';
import { OnboardingController } from './onboarding.controller.ts';
import { OnboardingService } from './onboarding.service.ts';

/** The way of a new workspace to its first event. */
@Module({ controllers: [OnboardingController], providers: [OnboardingService] })
export class OnboardingModule {}

import { Module } from '@nestjs/common';
import { VerifyController } from './verify.controller.ts';
import { VerifyService } from './verify.service.ts';

/** The proof that every total follows from the stored events. */
@Module({ controllers: [VerifyController], providers: [VerifyService] })
export class VerifyModule {}

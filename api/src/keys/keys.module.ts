import { Module } from '@nestjs/common';
import { KeysController } from './keys.controller.ts';
import { KeysService } from './keys.service.ts';

/** Keys of services and scripts. */
@Module({ controllers: [KeysController], providers: [KeysService] })
export class KeysModule {}

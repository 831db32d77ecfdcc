import { Body, Controller, Get, Patch } from '@nestjs/common';
import { type Caller, CallerParam } from '../common/caller.ts';
import { Route } from '../common/route.ts';
import { type SettingsChange, settingsAnswer, settingsChange } from './settings.schemas.ts';
import { SettingsService } from './settings.service.ts';

@Controller('v1/settings')
export class SettingsController {
  constructor(private readonly settings: SettingsService) {}

  @Get()
  @Route({
    access: 'read',
    tag: 'Settings',
    id: 'getSettings',
    summary: 'The settings of the workspace',
    answer: { status: 200, description: 'The settings.', schema: settingsAnswer },
  })
  get() {
    return this.settings.get();
  }

  @Patch()
  @Route({
    access: 'admin',
    tag: 'Settings',
    id: 'changeSettings',
    summary: 'Change settings of the workspace',
    answer: { status: 200, description: 'The settings as they are now.', schema: settingsAnswer },
  })
  change(@CallerParam() caller: Caller, @Body({ schema: settingsChange }) body: SettingsChange) {
    return this.settings.change(body, caller);
  }
}

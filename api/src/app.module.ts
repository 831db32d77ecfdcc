import { type DynamicModule, Module } from '@nestjs/common';
import { AuthModule } from './auth/auth.module.ts';
import { CONFIG, type Config } from './config.ts';
import { EventsModule } from './events/events.module.ts';
import { HealthModule } from './health/health.module.ts';
import { KeysModule } from './keys/keys.module.ts';
import { MetricsModule } from './metrics/metrics.module.ts';
import { OnboardingModule } from './onboarding/onboarding.module.ts';
import { RatesModule } from './rates/rates.module.ts';
import { ReportsModule } from './reports/reports.module.ts';
import { SampleDataModule } from './sample-data/sample-data.module.ts';
import { SettingsModule } from './settings/settings.module.ts';
import { type Stores, StoresModule } from './stores/stores.module.ts';
import { VerifyModule } from './verify/verify.module.ts';

// One line a feature: deleting its folder and its line deletes the feature.
const features = [
  AuthModule,
  EventsModule,
  HealthModule,
  KeysModule,
  MetricsModule,
  OnboardingModule,
  RatesModule,
  ReportsModule,
  SampleDataModule,
  SettingsModule,
  VerifyModule,
];

/** The settings of this start, for every module. */
@Module({})
class ConfigModule {
  static with(config: Config): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [{ provide: CONFIG, useValue: config }],
      exports: [CONFIG],
    };
  }
}

/** The whole application, on stores that are open already. */
@Module({})
export class AppModule {
  static with(config: Config, stores: Stores): DynamicModule {
    return {
      module: AppModule,
      imports: [ConfigModule.with(config), StoresModule.with(stores), ...features],
    };
  }
}

import { type DynamicModule, Module } from '@nestjs/common';
import { CONFIG, type Config } from './config.ts';
import { HealthModule } from './health/health.module.ts';
import { type Stores, StoresModule } from './stores/stores.module.ts';

// One line a feature: deleting its folder and its line deletes the feature.
const features = [HealthModule];

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

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../common/caller.ts';
import { AuditLog } from '../stores/audit-log.ts';
import { Workspace } from '../stores/workspace.ts';
import type { SettingsAnswer, SettingsChange } from './settings.schemas.ts';

/** The settings that people see and change. */
@Injectable()
export class SettingsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly workspace: Workspace,
    private readonly auditLog: AuditLog,
  ) {}

  async get(): Promise<SettingsAnswer> {
    const { reportingCurrency, reportingTimeZone, sampleData } = await this.workspace.settings();
    return {
      reporting_currency: reportingCurrency,
      reporting_time_zone: reportingTimeZone,
      sample_data: sampleData,
    };
  }

  async change(change: SettingsChange, by: Caller): Promise<SettingsAnswer> {
    const before = await this.workspace.settings();
    await this.dataSource.transaction(async (manager) => {
      await this.workspace.change(
        {
          reportingCurrency: change.reporting_currency ?? before.reportingCurrency,
          reportingTimeZone: change.reporting_time_zone ?? before.reportingTimeZone,
          sampleData: change.sample_data ?? before.sampleData,
        },
        manager,
      );
      await this.auditLog.record({ by, action: 'settings.changed', detail: change }, manager);
    });
    return this.get();
  }
}

import type { components } from './schema.d.ts';

// Short names for the shapes of the generated document, which is where they are described.
type Schemas = components['schemas'];

export type ReportQuery = Schemas['ReportQuery'];
export type ReportAnswer = Schemas['ReportAnswer'];
export type Column = ReportAnswer['columns'][number];
/** A value of an answer: money is a decimal string, a count or ratio a number, undefined is null. */
export type Value = ReportAnswer['rows'][number][number];
export type Grain = NonNullable<ReportQuery['time_range']['grain']>;

export type Catalog = Schemas['Catalog'];
export type Metric = Catalog['metrics'][number];
export type Dimension = Catalog['dimensions'][number];

export type Rate = Schemas['Rate'];
export type NewRate = Schemas['NewRate'];
export type Resource = Rate['resource'];
export type FxRate = Schemas['FxRate'];
export type NewFxRate = Schemas['NewFxRate'];

export type NewKey = Schemas['NewKey'];
export type Scope = NewKey['scopes'][number];
export type SampleData = Schemas['SampleData'];
export type SettingsChange = Schemas['SettingsChange'];

export type RejectedEvent = Schemas['RejectedEvent'];
export type RejectedStatus = RejectedEvent['status'];
export type RejectedCount = Schemas['RejectedEventCounts']['items'][number];
export type CollectAnswer = Schemas['CollectAnswer'];

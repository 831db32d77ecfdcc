/** Keeps lines whose dimension has (or has not) one of the values; '' is unknown. */
export interface Filter<DimensionRef = string> {
  dimension: DimensionRef;
  operator: 'in' | 'not_in';
  values: string[];
}

/**
 * Round tick values that cover `low` to `high` and always include zero, so that an area or bar never starts in the
 * middle of nowhere: steps of 1, 2, 2.5 or 5 times a power of ten, three to six of them.
 */
export function axisTicks(low: number, high: number): number[] {
  const [from, to] = [Math.min(0, low), Math.max(0, high)];
  if (from === to) return [0, 1];
  const rough = (to - from) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough * 0.999) ?? 10) * power;
  const first = Math.floor(from / step + 1e-9);
  const last = Math.ceil(to / step - 1e-9);
  // Rounding drops the dust of binary steps: 0.30000000000000004 would be written on the axis.
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

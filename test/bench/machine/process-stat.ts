/** What /proc/<pid>/stat says of a process or thread. CPU times are seconds, user and system together. */
export interface ProcessStat {
  name: string;
  parent: number;
  cpu: number;
  /** Of the children that have ended and been waited for. */
  endedChildrenCpu: number;
}

/** Linux counts CPU time in ticks of a hundredth of a second on every common machine. */
const TICKS_A_SECOND = 100;

/** Reads a line of /proc/<pid>/stat. The name stands in parentheses and may hold anything, parentheses and blanks too. */
export function parseProcessStat(line: string): ProcessStat {
  const nameEnd = line.lastIndexOf(')');
  // From the third field on, which is the state.
  const fields = line.slice(nameEnd + 2).split(' ');
  const seconds = (field: number) => Number(fields[field - 3]) / TICKS_A_SECOND;
  return {
    name: line.slice(line.indexOf('(') + 1, nameEnd),
    parent: Number(fields[1]),
    cpu: seconds(14) + seconds(15),
    endedChildrenCpu: seconds(16) + seconds(17),
  };
}

import { type Processes, processes, threads, treeOf } from './processes.ts';

/** The processes of one measurement: the roots of their trees, by what they are. */
export type Roots = Readonly<Record<string, number>>;

interface Reading {
  byRole: Record<string, number>;
  threads: Map<number, { name: string; cpu: number }>;
}

/** CPU seconds between a start and now. */
export interface CpuUse {
  byRole: Record<string, number>;
  /** Of the role `server`: the threads that used most, the main thread first. */
  serverThreads: { thread: string; cpu: number }[];
}

/** Counts the CPU seconds that processes use from its start on. A tree that belongs to another role is not counted twice. */
export class CpuMeter {
  readonly #roots: Roots;
  #start: Reading | undefined;

  constructor(roots: Roots) {
    this.#roots = roots;
  }

  async start(): Promise<this> {
    this.#start = await this.#read();
    return this;
  }

  async read(): Promise<CpuUse> {
    const { byRole, threads: now } = await this.#read();
    const before = this.#start!;
    // In the order in which they were started.
    const ids = [...now.keys()].sort((a, b) => a - b);
    const used = [...now].map(([tid, { name, cpu }]) => ({
      thread: tid === this.#roots.server ? 'main' : `${name}-${ids.indexOf(tid)}`,
      cpu: round(cpu - (before.threads.get(tid)?.cpu ?? 0)),
    }));
    return {
      byRole: Object.fromEntries(
        Object.entries(byRole).map(([role, cpu]) => [role, round(cpu - before.byRole[role]!)]),
      ),
      serverThreads: used
        .filter(({ thread, cpu }) => thread === 'main' || cpu >= 0.1)
        .sort((a, b) => Number(b.thread === 'main') - Number(a.thread === 'main') || b.cpu - a.cpu),
    };
  }

  async #read(): Promise<Reading> {
    const all = await processes();
    const roots = new Set(Object.values(this.#roots));
    const byRole = Object.fromEntries(
      Object.entries(this.#roots).map(([role, root]) => [role, cpuOfTree(root, roots, all)]),
    );
    const { server } = this.#roots;
    return { byRole, threads: new Map(server === undefined ? [] : await threads(server)) };
  }
}

function cpuOfTree(root: number, roots: ReadonlySet<number>, all: Processes): number {
  const others = [...roots].filter((other) => other !== root).flatMap((other) => treeOf(other, all));
  // Of a root that contains another one, what has ended may be the other's: it is left out.
  const own = treeOf(root, all);
  const containsOther = others.some((pid) => pid !== root && own.includes(pid) && roots.has(pid));
  return own
    .filter((pid) => pid === root || !others.includes(pid))
    .reduce((sum, pid) => {
      const stat = all.get(pid);
      return sum + (stat?.cpu ?? 0) + (containsOther ? 0 : (stat?.endedChildrenCpu ?? 0));
    }, 0);
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}

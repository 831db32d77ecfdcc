interface Pause {
  timer: NodeJS.Timeout;
  /** Not before this instant of `performance.now()`, whoever is in a hurry. */
  earliest: number;
  end(isHurried: boolean): void;
}

/** Pauses before a batch is sent again. They keep the process running only while somebody holds them. */
export class Pauses {
  private readonly pauses = new Set<Pause>();
  private holders = 0;

  /**
   * Waits; answers whether the wait was cut short.
   * @param ms how long, in milliseconds
   * @param earliestMs what of it a hurry can't cut off
   */
  wait(ms: number, earliestMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (isHurried: boolean) => {
        clearTimeout(pause.timer);
        this.pauses.delete(pause);
        resolve(isHurried);
      };
      const timer = setTimeout(end, ms, false);
      const pause: Pause = { timer, earliest: performance.now() + earliestMs, end };
      if (this.holders === 0) timer.unref();
      this.pauses.add(pause);
    });
  }

  /** Lets pauses keep the process running until the answered function is called. */
  hold(): () => void {
    this.holders += 1;
    for (const { timer } of this.pauses) timer.ref();
    return () => {
      this.holders -= 1;
      if (this.holders === 0) for (const { timer } of this.pauses) timer.unref();
    };
  }

  /** Ends each pause as soon as it may. */
  hurry(): void {
    for (const pause of this.pauses) {
      clearTimeout(pause.timer);
      pause.timer = setTimeout(pause.end, Math.max(0, pause.earliest - performance.now()), true);
      if (this.holders === 0) pause.timer.unref();
    }
  }

  /** Ends all pauses now. */
  end(): void {
    for (const pause of this.pauses) pause.end(true);
  }
}

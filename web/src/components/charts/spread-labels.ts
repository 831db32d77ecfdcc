interface Group {
  members: number[];
  middle: number;
}

/** Moves values apart that are nearer than `gap`, keeping their order and their middle, so that labels can be read. */
export function spreadLabels(values: number[], gap: number): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  // Groups of touching labels, lowest first; two that overlap after spreading become one.
  const groups: Group[] = [];
  for (const index of order) {
    let group: Group = { members: [index], middle: values[index]! };
    for (let below = groups.at(-1); below && overlap(below, group, gap); below = groups.at(-1)) {
      groups.pop();
      const members = [...below.members, ...group.members];
      const middle = members.reduce((sum, member) => sum + values[member]!, 0) / members.length;
      group = { members, middle };
    }
    groups.push(group);
  }
  const spread = [...values];
  for (const { members, middle } of groups)
    members.forEach((member, rank) => {
      spread[member] = middle + (rank - (members.length - 1) / 2) * gap;
    });
  return spread;
}

function overlap(below: Group, above: Group, gap: number): boolean {
  const top = below.middle + (below.members.length / 2) * gap;
  const bottom = above.middle - (above.members.length / 2) * gap;
  return top > bottom;
}

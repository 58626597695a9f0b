/**
 * Runs every side once a round, each round beginning with another one, so that a machine that gets slower or
 * faster meanwhile favours nobody. Answers the values of each side in the order of the rounds.
 */
export async function pairedRounds<Side extends string, Value>(
  rounds: number,
  sides: Record<Side, () => Promise<Value> | Value>,
  say: (side: Side, value: Value, round: number) => void,
): Promise<Record<Side, Value[]>> {
  const names = Object.keys(sides) as Side[];
  const values = Object.fromEntries(names.map((name) => [name, [] as Value[]])) as Record<Side, Value[]>;
  for (let round = 0; round < rounds; round++) {
    const turn = round % names.length;
    for (const name of [...names.slice(turn), ...names.slice(0, turn)]) {
      const value = await sides[name]();
      values[name].push(value);
      say(name, value, round + 1);
    }
  }
  return values;
}

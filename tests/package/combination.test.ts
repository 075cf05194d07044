import { pairwise } from "./user-project";

test("the install matrix combines every two choices of different kinds", () => {
  const combinations = pairwise().map((combination) => Object.entries(combination).map((entry) => entry.join(": ")));
  const choices = [...new Set(combinations.flat())];
  const pairs = choices.flatMap((one) => choices.map((other) => [one, other] as const));
  const kindOf = (choice: string) => choice.split(":")[0];

  const missing = pairs.filter(
    ([one, other]) =>
      kindOf(one) !== kindOf(other) &&
      !combinations.some((combination) => combination.includes(one) && combination.includes(other)),
  );

  expect(choices).toHaveLength(3 + 3 + 6 + 4);
  expect(missing).toEqual([]);
});

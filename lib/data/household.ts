import type { Rng } from '../sim/index.ts';

/** Eight people, each told apart by three traits alone: sex, age and rank. */
export const people = {
  man: { female: false, young: false, royal: false },
  woman: { female: true, young: false, royal: false },
  boy: { female: false, young: true, royal: false },
  girl: { female: true, young: true, royal: false },
  king: { female: false, young: false, royal: true },
  queen: { female: true, young: false, royal: true },
  prince: { female: false, young: true, royal: true },
  princess: { female: true, young: true, royal: true },
} as const;
export type Person = keyof typeof people;

const animals = { cat: ['purrs', 'fish'], dog: ['barks', 'bone'], horse: ['gallops', 'hay'] } as const;

/**
 * Sentences of a made-up language. Four in five are of a person: who, in half of them a pronoun of the sex, a verb of
 * the age, a possessive of the sex, and a place or thing of the rank (“queen she rules her palace”). The others are of
 * an animal: “dog barks bone farm”. No sentence names two people, so traits show in the words around a name alone.
 */
export function household(rng: Rng, sentences: number): string[][] {
  const one = <T>(of: readonly T[]): T => of[rng.int(of.length)] as T;
  return Array.from({ length: sentences }, () => {
    if (rng.uniform() < 0.2) {
      const animal = one(Object.keys(animals) as (keyof typeof animals)[]);
      return [animal, ...animals[animal], one(['farm', 'village'])];
    }
    const person = one(Object.keys(people) as Person[]);
    const { female, young, royal } = people[person];
    return [
      person,
      ...(rng.uniform() < 0.5 ? [female ? 'she' : 'he'] : []),
      one(young ? ['plays', 'learns'] : ['rules', 'works']),
      female ? 'her' : 'his',
      one(royal ? ['palace', 'throne', 'crown'] : ['village', 'market', 'farm']),
    ];
  });
}

/** All 31 words that can occur. */
export const vocabulary: readonly string[] = [
  ...Object.keys(people),
  ...['he', 'she', 'his', 'her', 'rules', 'works', 'plays', 'learns'],
  ...['palace', 'throne', 'crown', 'village', 'market', 'farm'],
  ...Object.entries(animals).flatMap(([animal, words]) => [animal, ...words]),
];

export const names = Object.keys(people) as Person[];
const traits = ['female', 'young', 'royal'] as const;
/** The analogies a : b = c : d whose first pair differs in one trait, d and b differing from c and a in it alone. */
export const analogies = names.flatMap((a) =>
  traits.flatMap((trait) => {
    const flip = (person: Person) =>
      names.find((other) =>
        traits.every((t) => (people[other][t] !== people[person][t]) === (t === trait)),
      ) as Person;
    const b = flip(a);
    return names
      .filter((c) => c !== a && c !== b && people[c][trait] === people[a][trait])
      .map((c) => ({ a, b, c, d: flip(c) }));
  }),
);

import type { Random } from "./random.ts";

export type Time = "day" | "dawn" | "dusk" | "night";
export type Weather = "clear" | "rain" | "snow" | "storm" | "mist";
export type Ground = "hills" | "mountain" | "forest" | "desert" | "city" | "sea" | "meadow" | "space";
export type Subject =
  | "fox"
  | "cat"
  | "rabbit"
  | "owl"
  | "bear"
  | "whale"
  | "flower"
  | "lighthouse"
  | "boat"
  | "house"
  | "castle"
  | "balloon"
  | "rocket"
  | "mushroom"
  | "robot"
  | "person"
  | "tree";

/** What a prompt asks for, as far as a few words tell. */
export interface Scene {
  readonly time: Time;
  readonly weather: Weather;
  readonly ground: Ground;
  readonly subjects: readonly Subject[];
  /** A colour that the prompt names, as hex. */
  readonly colour: string | null;
}

const TIMES: Record<Time, RegExp> = {
  night: /\b(night|midnight|moon\w*|star\w*|dark|aurora|nocturn\w*|neon|galax\w*)\b/,
  dusk: /\b(sunset|dusk|evening|twilight|golden hour|autumn|sundown)\b/,
  dawn: /\b(sunrise|dawn|morning|spring|pastel|blossom\w*)\b/,
  day: /\b(day|noon|sunny|summer|blue sky|bright)\b/,
};
const WEATHERS: Record<Exclude<Weather, "clear">, RegExp> = {
  storm: /\b(storm\w*|thunder\w*|lightning|hurricane)\b/,
  snow: /\b(snow\w*|winter|ice|icy|frost\w*|arctic|blizzard|christmas)\b/,
  rain: /\b(rain\w*|drizzle|monsoon|umbrella)\b/,
  mist: /\b(mist\w*|fog\w*|haze|hazy|cloud\w*)\b/,
};
const GROUNDS: Record<Ground, RegExp> = {
  space: /\b(space|planet\w*|galax\w*|cosmos|cosmic|astronaut\w*|mars|orbit|nebula|universe|alien\w*)\b/,
  city: /\b(cit(y|ies)|street\w*|skyline|tokyo|london|paris|new york|urban|cyberpunk|skyscraper\w*|town|neon|alley)\b/,
  desert: /\b(desert|dunes?|sand|sahara|canyon|pyramid\w*|camel\w*|cact(us|i))\b/,
  sea: /\b(sea|ocean|beach|coast\w*|wave\w*|island\w*|harbou?r|lighthouse|whale\w*|boat\w*|ship\w*|sail\w*|lake|river|dolphin\w*|fish\w*)\b/,
  forest: /\b(forest|woods?|jungle|trees?|pine\w*|mushroom\w*|owls?|bears?|deer|woodland)\b/,
  mountain: /\b(mountain\w*|alps?|peaks?|cliff\w*|volcano\w*|himalaya\w*|dragon\w*|castle\w*)\b/,
  meadow:
    /\b(meadow|field\w*|flower\w*|garden|grass\w*|lavender|tulip\w*|sunflower\w*|rabbits?|bunn(y|ies)|poppy|poppies|rose\w*)\b/,
  hills: /\b(hills?|valley|countryside|farm\w*|village|vineyard)\b/,
};
const SUBJECTS: Record<Subject, RegExp> = {
  fox: /\b(fox(es)?|wolf|wolves|dogs?|pupp(y|ies)|corgi)\b/,
  cat: /\b(cats?|kittens?|kitty|tiger\w*|lion\w*|panther)\b/,
  rabbit: /\b(rabbits?|bunn(y|ies)|hares?)\b/,
  owl: /\b(owls?|birds?|parrot\w*|penguin\w*)\b/,
  bear: /\b(bears?|pandas?|teddy)\b/,
  whale: /\b(whales?|dolphins?|orcas?|fish(es)?|shark\w*)\b/,
  flower: /\b(flower\w*|tulip\w*|rose\w*|sunflower\w*|poppy|poppies|bouquet|lotus|orchid\w*)\b/,
  lighthouse: /\b(lighthouse\w*|beacon)\b/,
  boat: /\b(boats?|ships?|sail\w*|yacht\w*|pirate\w*)\b/,
  house: /\b(house\w*|cabins?|cottage\w*|hut|barn|home|village)\b/,
  castle: /\b(castle\w*|fortress|palace|tower\w*|dragon\w*)\b/,
  balloon: /\b(balloon\w*|airship\w*|zeppelin)\b/,
  rocket: /\b(rocket\w*|spaceship\w*|spacecraft|shuttle)\b/,
  mushroom: /\b(mushroom\w*|toadstool\w*|fung(us|i))\b/,
  robot: /\b(robot\w*|android\w*|cyborg\w*|mech)\b/,
  person:
    /\b(person|man|woman|girl|boy|knight|wizard|samurai|astronaut\w*|portrait|people|hero|witch|traveller|king|queen)\b/,
  tree: /\b(trees?|oak|bonsai|willow|baobab)\b/,
};
const COLOURS: readonly (readonly [RegExp, string])[] = [
  [/\b(red|crimson|scarlet|ruby)\b/, "#d1402f"],
  [/\b(orange|amber|copper)\b/, "#e27a2d"],
  [/\b(yellow|golden?)\b/, "#e9b23c"],
  [/\b(green|emerald|olive)\b/, "#4a8f5c"],
  [/\b(teal|turquoise|cyan)\b/, "#2f9c9a"],
  [/\b(blue|azure|indigo|cobalt)\b/, "#3767b1"],
  [/\b(purple|violet|lilac|lavender)\b/, "#7a55a8"],
  [/\b(pink|magenta|rose)\b/, "#dd6c93"],
  [/\b(white|silver)\b/, "#f2eee6"],
  [/\b(black)\b/, "#2b2a33"],
  [/\b(brown|bronze)\b/, "#8a5a3a"],
];

/** Reads a prompt by its words; what they leave open is decided by chance, so that no picture is empty. */
export function readScene(prompt: string, random: Random): Scene {
  const words = prompt.toLowerCase();
  const named = <Name extends string>(table: Record<Name, RegExp>) =>
    (Object.keys(table) as Name[]).filter((name) => table[name].test(words));

  const ground = named(GROUNDS)[0] ?? random.pick<Ground>(["hills", "mountain", "sea", "forest", "meadow", "desert"]);
  const time =
    named(TIMES)[0] ?? (ground === "space" ? "night" : random.pick<Time>(["day", "dusk", "dawn", "night", "dusk"]));
  const asked = named(SUBJECTS).slice(0, 3);
  return {
    time,
    weather: named(WEATHERS)[0] ?? "clear",
    ground,
    subjects: asked.length > 0 ? asked : [random.pick(USUAL_SUBJECTS[ground])],
    colour: COLOURS.find(([words_]) => words_.test(words))?.[1] ?? null,
  };
}

const USUAL_SUBJECTS: Record<Ground, readonly [Subject, ...Subject[]]> = {
  hills: ["house", "tree", "balloon"],
  mountain: ["house", "balloon", "castle"],
  forest: ["house", "fox", "owl"],
  desert: ["balloon", "person", "tree"],
  city: ["balloon", "cat", "person"],
  sea: ["lighthouse", "boat", "whale"],
  meadow: ["flower", "rabbit", "tree"],
  space: ["rocket", "person", "rocket"],
};

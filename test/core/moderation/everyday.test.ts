import { describe, expect, test } from "vitest";
import { decide } from "./support.ts";

/** What people ask for most, in a word or two: none of it may be refused. */
const everyday = {
  animals:
    "moose, a moose, two moose by a lake, a moose's antlers, blue tit, great tit, blue-footed booby, cock, rooster, hen, woodcock, peacock, cockatoo, donkey, ass, jackass penguin, sperm whale, killer whale, orca, beaver, shag, cormorant, titmouse, swallow, nuthatch, dik-dik, pussycat, kitten, bulldog, puma, lynx, grizzly bear, red panda, wombat, platypus, hedgehog, squirrel, hare, mole, vampire bat, mare, stallion, foal, ox, ram, ewe, sow, boar, stag, gazelle, lemur, sloth, sea otter, seal, walrus, great white shark, stingray, prawn, squid, slug, earthworm, black widow, tarantula, hornet, cockroach, cockchafer, mantis, newt, viper, gecko, kite, magpie, thrush, goose, stork, ostrich, puffin, tern, turkey, grouse, dove, cuckoo, woodpecker, hoopoe",
  plants:
    "pussy willow, cockscomb, violet, nettle, moss, birch, yew, holly, mistletoe, hazel, chestnut, rapeseed field, hemp, poppy, naked ladies lily, dandelion, fern, clover, oak, maple",
  food: "chocolate mousse, cream pie, spotted dick, faggots and peas, meatballs, bratwurst, hot dog, chicken breast, chicken thighs, rump steak, penne, spaghetti alla puttanesca, moules frites, shiitake, hot cross buns, crumpet, fig, papaya, melons, peach, aubergine, cucumber, leek, beetroot, magic mushroom, truffle, cod, perch, pike, bass, eel, cocktail, screwdriver, gin, rum",
  tools:
    "hammer, screw, nut and bolt, drill, chainsaw, hatchet, kitchen knife, pocket knife, razor, spanner, shovel, garden hoe, rake, pitchfork, sickle, scythe, nail gun, glue gun, staple gun, spray gun, vice, clamp, file, lathe, wire stripper, paint stripper, stopcock, ballcock, caulk, plunger, tire pump, crowbar, jackhammer, rope, knot, noose, ladder, bucket, mop, needle",
  places:
    "Sussex, Essex, Middlesex, Scunthorpe, Penistone, Clitheroe, Dick's Drive-In, Fukuoka, Phuket, Cork, Bath, Hell, Fucking Austria, Intercourse Pennsylvania, Bangkok, Beaver Creek, Cumberland, Lake Titicaca, Moselle, Niger, Nigeria, Montenegro, Cockermouth, Lickey End, il cavallo di Troia, moosehead lake",
} as const;

describe("an everyday wish of a word or two is never refused", () => {
  test.each(Object.entries(everyday))("%s", (_, list) => {
    const refused = list.split(", ").filter((prompt) => decide(prompt) !== "allowed");
    expect(refused).toEqual([]);
  });
});

test("the moose is innocent, and what is written like it in German is not", () => {
  for (const prompt of ["MOOSE", "m o o s e", "Moose und Farne", "Mose teilt das Meer", "die fünf Bücher Mose"]) {
    expect(decide(prompt), prompt).toBe("allowed");
  }
  for (const prompt of ["eine nackte Möse", "moose und nackte Möse"]) expect(decide(prompt), prompt).toBe("sexual");
});

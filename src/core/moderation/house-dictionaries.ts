import { z } from "zod";
import chinese from "./dictionaries/chinese.json" with { type: "json" };
import english from "./dictionaries/english.json" with { type: "json" };
import french from "./dictionaries/french.json" with { type: "json" };
import german from "./dictionaries/german.json" with { type: "json" };
import italian from "./dictionaries/italian.json" with { type: "json" };
import japanese from "./dictionaries/japanese.json" with { type: "json" };
import own from "./dictionaries/own.json" with { type: "json" };
import portuguese from "./dictionaries/portuguese.json" with { type: "json" };
import publicFigures from "./dictionaries/public-figures.json" with { type: "json" };
import ruleList from "./dictionaries/rules.json" with { type: "json" };
import russian from "./dictionaries/russian.json" with { type: "json" };
import spanish from "./dictionaries/spanish.json" with { type: "json" };
import { type Dictionary, dictionarySchema } from "./dictionary.ts";
import { type Rule, ruleSchema } from "./rules.ts";

/** The dictionaries that Easel comes with; an operator's additions stand in `own.json`. */
export const dictionaries: readonly Dictionary[] = z
  .array(dictionarySchema)
  .parse([english, spanish, french, german, portuguese, italian, russian, chinese, japanese, publicFigures, own]);

/** When words together are forbidden, most serious first. */
export const rules: readonly Rule[] = z.array(ruleSchema).parse(ruleList);

import { minute } from "./wording.ts";

/** Asking for another look at a block or a sanction. */
export const appeals = {
  button: "Appeal",
  title: "Appeals",
  text: (count: number) =>
    count === 1
      ? "This can be appealed against. Press the button, and a person of ours looks at it again."
      : "These can be appealed against, the latest first. Choose one, and a person of ours looks at it again.",
  allSent: "Everything that counts against you was appealed against already.",
  again: "Look again",
  more: (count: number) =>
    `${count === 1 ? "One older one follows" : `${count} older ones follow`} once these are decided.`,
  none: "Nothing counts against you, so there is nothing to appeal against. If something else is wrong, /support reaches us.",
  /** `what`: one of the kinds below. */
  line: (what: string, at: Date) => `${what}, ${minute(at)}`,
  state: { waiting: "Appealed: a person of ours looks at it", upheld: "Decided: it stands" },
  kind: {
    prompt: "Blocked prompt",
    upload: "Blocked upload",
    "provider-input": "Request refused by the provider",
    "provider-output": "Picture hidden by the provider",
    warning: "Warning",
    suspension: "Suspension",
    termination: "Termination",
  },
  formTitle: "Your appeal",
  formSubmit: "Send",
  formLabel: "Why should we look at it again?",
  filed:
    "Your appeal is with us. A person of ours looks at it and you are told what they decide. Until then everything stays as it is.",
  waiting: "This was appealed against already, and a person of ours looks at it. You are told what they decide.",
  decided: "This was appealed against and decided already. If something new has come up, /support reaches us.",
  outcomeTitle: "Your appeal is decided",
  granted:
    "A person of ours has looked at it: you were right. It counts no more, and what came of it is lifted. We are sorry.",
  objectionGranted: "A person of ours has looked at it: you were right. What was taken down comes back.",
  reversed:
    "A person of ours has looked at what counted against you and took it back. It counts no more, and what came of it is lifted.",
  upheld: "A person of ours has looked at it, and it stands.",
  acted: "A person of ours has looked at it and has done something about it.",
  /** Beside what else is kept, as `/privacy` lists it. */
  evidence: "What was blocked",
  evidenceFor: (count: number) =>
    `${count === 1 ? "1 day" : `${count} days`}, sealed: people of ours open it only for an appeal, a review or an authority; longer while one of these is open`,
  note: (note: string) => `They wrote: ${note}`,
};

export const appealRefusals = {
  "appeal-unknown": () => "I do not find that, or it is not yours. Send /appeal to see what can be appealed against.",
  "appeal-settled": () =>
    "That was taken back already: it no longer counts, and there is nothing left to appeal against.",
  "appeal-limit": ({ max, again }: { max: number; again: Date }) =>
    `You can send ${max === 1 ? "one appeal" : `${max} appeals`} a day. The next one can be sent from ${minute(again)}; those that you have sent are looked at.`,
};

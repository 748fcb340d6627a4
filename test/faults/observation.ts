/** What was seen of a run from outside its processes, as plain data: what the proofs judge. */
export interface Observation {
  readonly asks: readonly AskSeen[];
  readonly pictures: readonly PictureSeen[];
  /** What the provider took, by the tag that Easel had sent with it: a generation and one of its submissions. */
  readonly requests: readonly RequestSeen[];
  readonly orders: readonly OrderSeen[];
  readonly people: readonly PersonSeen[];
  readonly audit: AuditSeen;
  /** What was still under way when patience ended, in words. */
  readonly unfinished: readonly string[];
  /** What people asked for once all was well again. */
  readonly afterwards: readonly AfterSeen[];
  /** Processes that ended without being asked to, with what they said last. */
  readonly crashes: readonly string[];
}

/** Every wallet, replayed. */
export interface AuditSeen {
  /** Violations of L1 to L12, in words. */
  readonly brokenLaws: readonly string[];
  /** How many wallets were judged, and how many accounts there are. */
  readonly wallets: number;
  readonly accounts: number;
}

export interface AskSeen {
  readonly person: string;
  readonly what: string;
  readonly word: string | null;
  /** The chat was told that Easel has it. */
  readonly isTaken: boolean;
  /** A final answer stands where it belongs, or the person was shown what became of it in another way. */
  readonly isAnswered: boolean;
}

export interface AfterSeen {
  readonly person: string;
  readonly what: "picture" | "purchase";
  /** They saw the picture, or that the credits are there. */
  readonly isDone: boolean;
}

/** One request for pictures, as it is written down and as it was seen. */
export interface PictureSeen {
  readonly id: string;
  readonly person: string;
  readonly word: string | null;
  readonly state: string;
  readonly isClosed: boolean;
  /** How many requests to the provider have left, as it is written down. */
  readonly sent: number;
  /** Pictures that are there, and what one of them costs. */
  readonly images: number;
  readonly perImage_credits: number;
  /** The amounts of all charges for it. */
  readonly charges: readonly number[];
  /** Whether the rules say that a refusal for its words costs (T9, T22). */
  readonly isKeptRefusal: boolean;
  /** Whether its person sees it in a chat, or finds it in their history, with all that is in its files. */
  readonly isReachable: boolean;
}

export interface RequestSeen {
  readonly generation: string;
  readonly submission: string;
  readonly word: string | null;
}

/** Something that was paid at Stripe. */
export interface OrderSeen {
  readonly session: string;
  readonly person: string;
  readonly credits: number;
  /** The amounts of all grants for it. */
  readonly grants: readonly number[];
  /** The money went back. */
  readonly isReturned: boolean;
  /** The amounts of all that was taken back for it; 0 is written where nothing was left. */
  readonly reclaims: readonly number[];
  /** What was unspent of it when something was taken back, or is now: what is in the works included. */
  readonly unspent_credits: number;
  /** The person was told that the credits are there. */
  readonly isTold: boolean;
}

export interface PersonSeen {
  readonly person: string;
  /** The amounts of all welcome gifts. */
  readonly gifts: readonly number[];
  /** What they read when they asked at the end; null: they read nothing. */
  readonly shown_credits: number | null;
  readonly held_credits: number;
  /** Entries that add or take credits and have none of the causes that this run knows. */
  readonly strangeEntries: readonly string[];
}

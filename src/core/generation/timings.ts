/** How long the studio waits for what. All in milliseconds. */
export interface StudioTimings {
  /** How often a process shows that it is alive. */
  readonly beatEvery_ms: number;
  /** A process that was silent for so long is taken for dead, and others go on with its pictures. */
  readonly deadAfter_ms: number;
  /** First and longest pause between two questions about a running request. */
  readonly pollFirst_ms: number;
  readonly pollMax_ms: number;
  /** How often a process looks for pictures that nobody drives. */
  readonly resumeEvery_ms: number;
  /** How often a picture that waits or runs is read again, for what other processes did with it. */
  readonly lookEvery_ms: number;
  /** How long a step may go on failing, with a database that answers, before the credits go back. */
  readonly faultMax_ms: number;
  /** After this a picture may be taken over by a process that cannot reach its chat. */
  readonly chatAwayMax_ms: number;
  /** How long a provider that surely did not take a request is asked again. */
  readonly submitPatience_ms: number;
  /**
   * How long the provider's webhook has to tell of a submission that got no answer; only then is it lost. 0 where no webhook
   * can reach us: then nothing can ever tell.
   */
  readonly webhookGrace_ms: number;
  /** A request that runs longer is given up, and its credits go back. */
  readonly pictureMax_ms: number;
  /** How long bytes are asked for again before an image counts as lost. */
  readonly downloadPatience_ms: number;
  /** How long a chat is tried before the picture stays in the history only. */
  readonly deliveryPatience_ms: number;
  /** First and longest pause after a fault of ours, such as a database that is away. */
  readonly faultPauseFirst_ms: number;
  readonly faultPauseMax_ms: number;
  /** How long a stop lets pictures finish before they are handed over. */
  readonly finishWithin_ms: number;
}

export const studioTimings: StudioTimings = {
  beatEvery_ms: 2_000,
  deadAfter_ms: 8_000,
  pollFirst_ms: 400,
  pollMax_ms: 3_000,
  resumeEvery_ms: 4_000,
  lookEvery_ms: 3_000,
  faultMax_ms: 600_000,
  chatAwayMax_ms: 600_000,
  submitPatience_ms: 60_000,
  webhookGrace_ms: 180_000,
  pictureMax_ms: 600_000,
  downloadPatience_ms: 60_000,
  deliveryPatience_ms: 300_000,
  faultPauseFirst_ms: 250,
  faultPauseMax_ms: 10_000,
  finishWithin_ms: 5_000,
};

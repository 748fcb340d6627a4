import type { TermsVersion } from "../version.ts";

/**
 * As published; a version that was in force is never edited, since people accepted these words. Its lists are on the website only:
 * where a sentence ends in a colon, they follow there.
 */
export const version20260521: TermsVersion = {
  version: "2026-05-21",
  effectiveAt: new Date(Date.UTC(2026, 4, 21)),
  change: "material",
  changes: null,
  url: "https://z-image-ai.run/",
  text: `Welcome to Image-AI.run (https://z-image-ai.run/), an AI-powered image generation platform. These Terms of Service ("Terms") are a legally binding agreement between you and Image-AI.run. By accessing or using our Service, you agree to be bound by these Terms. If you do not agree, you must not use the Service.

Image-AI.run provides a unified interface for AI image generation using third-party AI models. Through the Service, you can:

We may modify, suspend, or discontinue parts of the Service at any time, with or without notice.

You must be at least 13 years of age (or the age of digital consent in your jurisdiction, whichever is higher) to use Image-AI.run. By using the Service, you represent that you meet this requirement and are legally capable of entering into binding agreements.

To use most features, you must create an account. You agree to:

We reserve the right to suspend or terminate accounts that provide false information or violate these Terms.

You may use Image-AI.run for any lawful purpose, including personal creativity, professional design work, commercial projects, education, and research.

You agree NOT to use the Service to:

Violation of this section may result in immediate account suspension, deletion of generated content, forfeiture of credits, and reporting to law enforcement where applicable.

You may not generate, upload, or distribute content that:

We employ automated content moderation on both the prompt input (text profanity / dictionary filtering) and the generated image output (via the AI providers' built-in safety checkers). Generations flagged as policy-violating are blocked, and the corresponding credits are automatically refunded to your account.

We also reserve the right to manually review accounts that show patterns of policy-violating attempts and to suspend such accounts without prior notice.

Subject to compliance with these Terms, you own the images you generate through Image-AI.run and may use them for personal, creative, or commercial purposes. We do not claim copyright over the output of generations you submit.

Important note about copyright protection of AI-generated images: In many jurisdictions — notably the United States (per the U.S. Copyright Office) — purely AI-generated works without significant human creative input may not qualify for traditional copyright protection. Image-AI.run does not provide legal advice on this matter. Consult a qualified attorney for high-stakes commercial use.

We own:

The underlying AI models used by the Service (including but not limited to Z-Image, Nano Banana 2, GPT Image 2, and Seedream 4.5) are owned by their respective developers (Alibaba, Google, OpenAI, ByteDance, etc.) and provided via the fal.ai API. We do not own or control these models, their weights, or their training data. Your use of these models through our Service is also subject to their respective providers' usage policies where applicable.

Image-AI.run does not train any AI model. We call third-party AI APIs. We do not provide your prompts, images, or any user data to any party for AI training purposes.

We store your prompts, generated images, and reference images to provide history, support, and abuse-prevention features. For full details — including what we store, why, retention periods, and your rights — see our Privacy Policy.

Image-AI.run uses a credit-based pricing system:

Current pricing is shown on the Pricing page. We may adjust prices with at least 30 days' notice to existing subscribers.

Important — please read carefully:

You can cancel at any time using either of these methods:

Cancellation takes effect at the end of the current billing period — you retain access to credits granted in that period until expiration as defined for your plan.

Refunds may be issued in the following situations:

Refund decisions are made case-by-case. Used credits and credits granted in periods you have already used are generally non-refundable.

When a refund is issued, the credits granted by that order are reclaimed from your account (any unspent portion is voided; already-spent portion stays as your prior use of the service).

Credits spent on prompts or uploads that violate our Acceptable Use Policy — including but not limited to attempts to generate sexually explicit, NSFW, CSAM, non-consensual sexual imagery, deepfakes, hate speech, or other prohibited content as defined in Section 3 — are not eligible for refund, regardless of whether the generation was successfully completed, blocked by our content moderation, or rejected by an upstream AI provider.

This includes credits consumed when:

Repeated policy-violating attempts may also result in account suspension or termination without refund of any unused credit balance, as outlined in Section 11.

While we strive for reliable service, we do not guarantee that the Service will be uninterrupted, error-free, or available at any specific time. Maintenance windows, third-party AI provider outages, and unexpected issues may cause temporary interruptions.

AI-generated images may:

You are solely responsible for reviewing, verifying, and choosing how to use any generated content. We make no warranty as to accuracy, suitability for any specific purpose, or non-infringement of third-party rights of the outputs.

To the maximum extent permitted by law, the Service is provided "AS IS" and "AS AVAILABLE" without warranties of any kind, express or implied, including warranties of merchantability, fitness for a particular purpose, and non-infringement.

To the maximum extent permitted by applicable law, in no event shall Image-AI.run be liable for:

Our total cumulative liability to you for all claims arising out of or related to the Service shall not exceed the total amount you paid us in the 12 months preceding the event giving rise to the claim, or USD $100, whichever is greater.

Some jurisdictions do not allow exclusion of certain damages — to the extent prohibited by law, the exclusions and limitations above may not apply to you.

You agree to indemnify, defend, and hold harmless Image-AI.run, its affiliates, officers, directors, employees, and agents from any claims, liabilities, damages, losses, and expenses (including reasonable attorneys' fees) arising from:

We may suspend or terminate your access if:

We will normally provide notice before termination, except in cases of fraud, security threats, or where notice would itself enable further violation.

Upon termination:

If you believe content generated or hosted on Image-AI.run infringes your copyright, you may send a written notice to support@z-image-ai.run including:

We will respond to valid notices and may remove the allegedly infringing content. Repeat infringers' accounts will be terminated.

These Terms are governed by and construed in accordance with applicable laws of the jurisdiction in which Image-AI.run is operated, without regard to conflict-of-law principles.

Any disputes will be resolved through:

To the extent applicable law (e.g., EU consumer protection law) provides you with rights that cannot be waived, those rights remain in effect.

We may modify these Terms from time to time. When we do:

Questions, concerns, or legal notices:

Image-AI.run

We aim to respond within 1-3 business days.

If any provision of these Terms is found unenforceable or invalid, that provision will be limited or eliminated to the minimum extent necessary, and the remaining provisions will remain in full force and effect.

By using Image-AI.run, you acknowledge that you have read, understood, and agree to these Terms of Service. Thank you for choosing Image-AI.run.`,
};

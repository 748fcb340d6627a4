/** What the payment provider's pages lead back to, in the browser. */
export const paymentPages = {
  paid: {
    title: "Thank you",
    text: "Easel writes to you in the chat as soon as your credits have arrived: mostly within a minute, or, where your bank takes longer, once the money is there. You can close this page.",
  },
  cancelled: {
    title: "Nothing was bought",
    text: "You left before paying, so nothing was charged. The link in your chat still works for a while. You can close this page.",
  },
  portal: {
    title: "All set",
    text: "What you changed is known to Easel in a moment: /subscription in the chat shows it. You can close this page.",
  },
};

/** What is shown on the device. */
export interface Notification {
  readonly title: string;
  readonly body: string;
  /** What a tap opens. */
  readonly url: string;
  /** The same again takes the place of the one before: at most 32 characters of base64url. */
  readonly topic: string;
}

/** What a push service said. `gone`: never again; `silence`: nothing, so the message may have been taken. */
export type PushAnswer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'silence'; readonly reason: string };

type Handler = (event: unknown, context: unknown) => unknown;

/** What either API says of the route that was taken. */
interface Routed {
  readonly routeKey?: string;
  readonly requestContext?: { readonly routeKey?: string };
}

/**
 * A function with several doors: a request goes to that of its route, which is loaded when it is first asked for.
 * The build makes the table of them.
 */
export const dispatch =
  (doors: Readonly<Record<string, () => Promise<{ readonly handler: unknown }>>>) =>
  async (event: Routed, context: unknown): Promise<unknown> => {
    const key = event.routeKey ?? event.requestContext?.routeKey ?? '';
    const open = doors[key];
    if (!open) throw new Error(`There is no door for ${key}.`);
    const { handler } = await open();
    return (handler as Handler)(event, context);
  };

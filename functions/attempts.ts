/** How often a fact that gives reason to text is delivered, at most: the last time there is nothing to wait for. */
export const ATTEMPTS = 12;

/** Where the user pool's pages are on this machine; below it, its paths are the cloud's. */
export const SIGN_IN_PATH = '/_local/sign-in';
